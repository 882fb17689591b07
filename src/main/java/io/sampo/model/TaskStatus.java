package io.sampo.model;

/**
 * Where one task of a run stands; those from {@link #SUCCESS} on are final. The names are those of
 * the run document, the final ones also the result states of the Databricks Jobs API.
 */
public enum TaskStatus {
  /** Some dependency has not come to rest yet. */
  BLOCKED,
  /** May start as soon as a slot is free. */
  READY,
  /** Handed to a worker, which has not said yet that it began. */
  ASSIGNED,
  /** Begun by a worker. */
  RUNNING,
  /** Failed, and gets another attempt after a wait. */
  BACKING_OFF,
  SUCCESS,
  FAILED,
  TIMEDOUT,
  CANCELED,
  /** Never ran, because a task it depends on did not succeed. */
  UPSTREAM_FAILED;

  /** Whether the task has come to rest. */
  public boolean isFinal() {
    return compareTo(SUCCESS) >= 0;
  }

  /** Whether a worker holds the task's current attempt, or may. */
  public boolean isHeld() {
    return this == ASSIGNED || this == RUNNING;
  }
}
