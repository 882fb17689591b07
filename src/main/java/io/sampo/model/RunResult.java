package io.sampo.model;

/** How a run ended. The names are result states of the Databricks Jobs API. */
public enum RunResult {
  SUCCESS,
  /** Some task failed, but none that nothing waits for; counts as success. */
  SUCCESS_WITH_FAILURES,
  FAILED,
  TIMEDOUT,
  CANCELED
}
