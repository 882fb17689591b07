package io.sampo.model;

import java.util.List;

/**
 * A job as its author wrote it, checked and complete: the body of the Databricks Jobs API's {@code
 * jobs/create}, as far as it decides how a run goes.
 *
 * @param name at most 4,096 characters
 * @param parameters in the order they were declared
 * @param tasks in the order they were written; a task's place here is its number in every run
 * @param timeoutMillis how long a run may take before it is stopped; 0 for as long as it likes
 * @param warnMillis how long a run may take without a warning; 0 for no warning
 */
public record JobDefinition(
    String name,
    List<Parameter> parameters,
    List<TaskDefinition> tasks,
    long timeoutMillis,
    long warnMillis) {

  /**
   * A parameter of a job. Its value is always text.
   *
   * @param name as tasks and callers name it
   * @param defaultValue what it is unless the caller says otherwise
   * @param kind how the text is read before the run starts
   */
  public record Parameter(String name, String defaultValue, Kind kind) {

    /** How the text of a parameter is read before the run starts. */
    public enum Kind {
      /** As it stands. */
      TEXT,
      /** A path; as a default it is relative to the folder of the job file. */
      PATH,
      /** A path; as a default, too, it is relative to the folder the run is started from. */
      PATH_FROM_CALLER
    }

    public Parameter {
      Check.that(!name.isBlank() && name.length() <= 255, "parameter", name, "1 to 255 characters");
    }
  }

  public JobDefinition {
    Check.that(name.length() <= 4096, "name", name, "at most 4096 characters");
    Check.range("timeout", timeoutMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("warning", warnMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("number of tasks", tasks.size(), 1, Limits.TASKS_MAX);
    parameters = List.copyOf(parameters);
    tasks = List.copyOf(tasks);
  }

  /** The same with other tasks. */
  public JobDefinition with(List<TaskDefinition> others) {
    return new JobDefinition(name, parameters, others, timeoutMillis, warnMillis);
  }
}
