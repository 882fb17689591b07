package io.sampo.run;

/** An expected "no": why a command, or one entry of a report, changed nothing. */
public enum Refusal {
  /** There is no such run. */
  UNKNOWN_RUN("RESOURCE_DOES_NOT_EXIST"),
  /** Another run has this id, with another submission. */
  ID_TAKEN("RESOURCE_ALREADY_EXISTS"),
  /** The run is over. */
  RUN_ENDED("INVALID_STATE"),
  /** The run is being stopped already. */
  ALREADY_STOPPING("INVALID_STATE"),
  /** What is named is no task of the run. */
  UNKNOWN_TASK("INVALID_PARAMETER_VALUE"),
  /** What is named is no parameter of the job. */
  UNKNOWN_PARAMETER("INVALID_PARAMETER_VALUE"),
  /** A parameter cannot have that value. */
  BAD_PARAMETER("INVALID_PARAMETER_VALUE"),
  /** There is more of something than one run or one message can take. */
  TOO_LARGE("INVALID_PARAMETER_VALUE"),
  /** The entry's fence is not the task's current one: it is late, or came twice. */
  STALE_FENCE("ABORTED"),
  /** The task has come to rest already. */
  TASK_AT_REST("INVALID_STATE"),
  /** The task has not come to rest yet. */
  TASK_NOT_AT_REST("INVALID_STATE"),
  /** A repair names no task, or names some in two ways, or there is nothing to repair. */
  NOTHING_TO_REPAIR("INVALID_PARAMETER_VALUE"),
  /** Somebody else has repaired the run since the asker looked. */
  WRONG_LATEST_REPAIR("INVALID_PARAMETER_VALUE"),
  /** The run has been repaired as often as it may be. */
  TOO_MANY_REPAIRS("RESOURCE_EXHAUSTED"),
  /** The news is of another run than the one that is the task's work. */
  STALE_CHILD("ABORTED"),
  /** {@code decide} threw: a bug, of which nothing but this refusal follows. */
  BUG("INTERNAL_ERROR");

  private final String errorCode;

  Refusal(String errorCode) {
    this.errorCode = errorCode;
  }

  /** How the Databricks Jobs API names such an error. */
  public String errorCode() {
    return errorCode;
  }
}
