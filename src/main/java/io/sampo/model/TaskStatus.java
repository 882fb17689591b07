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
  /** Never ran, because too much of what it depends on failed. */
  UPSTREAM_FAILED,
  /** Never ran, because something it depends on was canceled. */
  UPSTREAM_CANCELED,
  /** Never ran, because it was not called for; counts as success. */
  EXCLUDED,
  /** Never ran, because it or something it depends on is disabled. */
  DISABLED;

  /** Whether the task has come to rest. */
  public boolean isFinal() {
    return compareTo(SUCCESS) >= 0;
  }

  /** Whether it failed, itself or through what it depends on, as {@code run_if} counts. */
  public boolean isFailure() {
    return this == FAILED || this == TIMEDOUT || this == UPSTREAM_FAILED;
  }

  /** Whether it was canceled, itself or through what it depends on. */
  public boolean isCancellation() {
    return this == CANCELED || this == UPSTREAM_CANCELED;
  }
}
