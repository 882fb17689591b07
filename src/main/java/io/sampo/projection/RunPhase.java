package io.sampo.projection;

/** Where a run stands; the names are those of the run document. */
public enum RunPhase {
  /** It waits for its job's other runs to end. */
  QUEUED,
  /** No attempt has begun yet. */
  PENDING,
  RUNNING,
  /** It was stopped, and what still runs is being ended. */
  TERMINATING,
  TERMINATED
}
