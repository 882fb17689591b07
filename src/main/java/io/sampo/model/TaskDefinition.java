package io.sampo.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task of a job.
 *
 * @param dependsOn the tasks that come to rest before it is decided whether this one runs
 * @param runIf which of their outcomes let it run
 * @param disabled whether it is left out of every run
 * @param work what it does
 * @param retry what happens when it fails
 * @param timeoutMillis how long one attempt may run, counted from its beginning; 0 for no limit
 * @param warnMillis how long one attempt may run without a warning; 0 for no warning
 * @param expectedMillis how long it is thought to take, for forecasts; 0 if nobody says
 */
public record TaskDefinition(
    TaskKey key,
    List<Dependency> dependsOn,
    RunIf runIf,
    boolean disabled,
    Work work,
    RetryPolicy retry,
    long timeoutMillis,
    long warnMillis,
    long expectedMillis) {

  /**
   * That a task waits for another.
   *
   * @param task whom it waits for
   * @param outcome what that task, a condition, must have come to; null if that does not matter
   */
  public record Dependency(TaskKey task, @Nullable Boolean outcome) {

    /** Waits for {@code task}, whatever it comes to. */
    public static Dependency on(TaskKey task) {
      return new Dependency(task, null);
    }
  }

  /**
   * Which outcomes of the tasks it depends on let a task run, asked once all of them have come to
   * rest. The names and rules are those of {@code run_if} in the Databricks Jobs API.
   */
  public enum RunIf {
    /** All succeeded; the default. */
    ALL_SUCCESS,
    AT_LEAST_ONE_SUCCESS,
    /** None failed, and at least one ran. */
    NONE_FAILED,
    /** Whatever became of them. */
    ALL_DONE,
    AT_LEAST_ONE_FAILED,
    ALL_FAILED;

    /**
     * Whether the task is there to handle failures, so that it is left out where there are none.
     */
    public boolean wantsFailure() {
      return this == AT_LEAST_ONE_FAILED || this == ALL_FAILED;
    }
  }

  public TaskDefinition {
    Check.range("timeout", timeoutMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("warning", warnMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("expected duration", expectedMillis, 0, Limits.WAIT_MILLIS_MAX);
    dependsOn = List.copyOf(dependsOn);
  }

  /** A task that runs once all of {@code dependsOn} have succeeded, and is tried once. */
  public static TaskDefinition of(TaskKey key, List<TaskKey> dependsOn, Work work) {
    return new TaskDefinition(
        key,
        dependsOn.stream().map(Dependency::on).toList(),
        RunIf.ALL_SUCCESS,
        false,
        work,
        RetryPolicy.NEVER,
        0,
        0,
        0);
  }

  /** The same with other dependencies. */
  public TaskDefinition with(List<Dependency> others) {
    return new TaskDefinition(
        key, others, runIf, disabled, work, retry, timeoutMillis, warnMillis, expectedMillis);
  }

  /** The same with another rule. */
  public TaskDefinition with(RunIf other) {
    return new TaskDefinition(
        key, dependsOn, other, disabled, work, retry, timeoutMillis, warnMillis, expectedMillis);
  }

  /** The same with another retry policy. */
  public TaskDefinition with(RetryPolicy other) {
    return new TaskDefinition(
        key, dependsOn, runIf, disabled, work, other, timeoutMillis, warnMillis, expectedMillis);
  }

  /** The same with another time limit for each attempt. */
  public TaskDefinition withTimeoutMillis(long other) {
    return new TaskDefinition(
        key, dependsOn, runIf, disabled, work, retry, other, warnMillis, expectedMillis);
  }
}
