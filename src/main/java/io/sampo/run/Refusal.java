package io.sampo.run;

/** An expected "no": why a command, or one entry of a report, changed nothing. */
public enum Refusal {
  /** There is no such run. */
  UNKNOWN_RUN,
  /** Another run has this id, with another submission. */
  ID_TAKEN,
  /** The run is over. */
  RUN_ENDED,
  /** The run is being stopped already. */
  ALREADY_STOPPING,
  /** The entry names a task that the run does not have. */
  UNKNOWN_TASK,
  /** The entry's fence is not the task's current one: it is late, or came twice. */
  STALE_FENCE,
  /** {@code decide} threw: a bug, of which nothing but this refusal follows. */
  BUG
}
