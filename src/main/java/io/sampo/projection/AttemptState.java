package io.sampo.projection;

/** Where an attempt stands; those after {@link #RUNNING} are final. */
public enum AttemptState {
  RUNNING,
  SUCCESS,
  FAILED,
  TIMEDOUT,
  CANCELED,
  /** Its worker was lost while it may have been running. */
  LOST
}
