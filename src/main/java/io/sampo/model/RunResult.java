package io.sampo.model;

/** How a run ended. The names are result states of the Databricks Jobs API. */
public enum RunResult {
  SUCCESS,
  FAILED,
  TIMEDOUT,
  CANCELED
}
