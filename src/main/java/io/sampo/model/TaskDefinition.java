package io.sampo.model;

import io.sampo.model.JobDefinition.Nodes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
 * @param compute where it may run, if its work needs a worker at all
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
    long expectedMillis,
    Compute compute) {

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

  /**
   * Where a task may run: on workers of a cluster that carry certain labels.
   *
   * @param labels those labels, by name; every worker will do if there are none
   */
  public record Compute(Cluster cluster, Map<String, String> labels) {

    /** The cluster of tasks that name none. */
    public static final String DEFAULT_POOL = "default";

    /** On any worker of the cluster for all purposes that is there unless one says otherwise. */
    public static final Compute ANYWHERE = new Compute(new AllPurpose(DEFAULT_POOL), Map.of());

    /** Some nodes. */
    public sealed interface Cluster {}

    /**
     * Nodes that stay, whoever uses them.
     *
     * @param name by which people know the cluster; the name of its pool, too
     */
    public record AllPurpose(String name) implements Cluster {

      /** What a name looks like: without slash, so that no run's own pool is called the same. */
      public static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,100}");

      /** The pattern in words. */
      public static final String EXPECTED = "1 to 100 letters, digits, '.', '_' or '-'";

      public AllPurpose {
        Check.that(PATTERN.matcher(name).matches(), "cluster", name, EXPECTED);
      }
    }

    /** The job cluster of this key, which the tasks of a run share. */
    public record OfJob(String key) implements Cluster {}

    /** A job cluster of the task's own; of a loop's iterations all together. */
    public record OfTask(Nodes nodes) implements Cluster {}

    public Compute {
      Check.range("number of labels", labels.size(), 0, Limits.LABELS_MAX);
      labels = Map.copyOf(labels);
    }

    /**
     * The name of the pool that has the slots of the cluster, in a run.
     *
     * @param task the task of the job that says so, or that is the loop around the one that does
     */
    public String pool(RunId run, TaskKey task) {
      return switch (cluster) {
        case AllPurpose(var name) -> name;
        case OfJob(var key) -> "%s/%s".formatted(run, key);
        case OfTask _ -> "%s/task/%s".formatted(run, task);
      };
    }
  }

  public TaskDefinition {
    Check.range("timeout", timeoutMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("warning", warnMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("expected duration", expectedMillis, 0, Limits.WAIT_MILLIS_MAX);
    dependsOn = List.copyOf(dependsOn);
    compute = compute.equals(Compute.ANYWHERE) ? Compute.ANYWHERE : compute; // Once for a million.
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
        0,
        Compute.ANYWHERE);
  }

  /** The same with other dependencies. */
  public TaskDefinition with(List<Dependency> others) {
    return made(others, runIf, work, retry, timeoutMillis, compute);
  }

  /** The same with another rule. */
  public TaskDefinition with(RunIf other) {
    return made(dependsOn, other, work, retry, timeoutMillis, compute);
  }

  /** The same with other work. */
  public TaskDefinition with(Work other) {
    return made(dependsOn, runIf, other, retry, timeoutMillis, compute);
  }

  /** The same with another retry policy. */
  public TaskDefinition with(RetryPolicy other) {
    return made(dependsOn, runIf, work, other, timeoutMillis, compute);
  }

  /** The same with another time limit for each attempt. */
  public TaskDefinition withTimeoutMillis(long other) {
    return made(dependsOn, runIf, work, retry, other, compute);
  }

  /** The same in another place. */
  public TaskDefinition with(Compute other) {
    return made(dependsOn, runIf, work, retry, timeoutMillis, other);
  }

  private TaskDefinition made(
      List<Dependency> on, RunIf rule, Work what, RetryPolicy tries, long limit, Compute where) {
    return new TaskDefinition(
        key, on, rule, disabled, what, tries, limit, warnMillis, expectedMillis, where);
  }
}
