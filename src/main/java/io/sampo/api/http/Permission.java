package io.sampo.api.http;

/** What a caller must be allowed to do to use a route. */
public enum Permission {
  /** Nothing: the route tells nothing of any run. */
  NONE,
  /** To see runs. */
  VIEW,
  /** To start and to stop runs, and to store their files. */
  RUN
}
