package io.sampo.model;

import io.sampo.model.TaskDefinition.Compute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as its author wrote it, checked and complete: the body of the Databricks Jobs API's {@code
 * jobs/create}, as far as it decides how a run goes.
 *
 * @param name at most 4,096 characters
 * @param parameters in the order they were declared
 * @param tasks in the order they were written; a task's place here is its number in every run
 * @param timeoutMillis how long a run may take before it is stopped; 0 for as long as it likes
 * @param warnMillis how long a run may take without a warning; 0 for no warning
 * @param clusters nodes that live as long as a run needs them, each key once
 * @param priority the weight of its runs where several want the same slots, which are shared in
 *     proportion; {@link #PRIORITY_NORMAL} unless its author says otherwise
 */
public record JobDefinition(
    String name,
    List<Parameter> parameters,
    List<TaskDefinition> tasks,
    long timeoutMillis,
    long warnMillis,
    List<JobCluster> clusters,
    int priority) {

  /** The priority of a job that says nothing of it. */
  public static final int PRIORITY_NORMAL = 10;

  /** The highest priority; the lowest is 1, since nobody may be starved. */
  public static final int PRIORITY_MAX = 100;

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

  /**
   * Nodes that are started for a run when its first task on them may start, and stopped after its
   * last.
   *
   * @param key by which tasks of the job name it
   */
  public record JobCluster(String key, Nodes nodes) {

    public JobCluster {
      Check.that(TaskKey.PATTERN.matcher(key).matches(), "job_cluster_key", key, TaskKey.EXPECTED);
    }
  }

  /**
   * What a cluster is made of.
   *
   * @param min nodes that it has at least; at least 1
   * @param max nodes that it has at most; the same as {@code min} if their number is fixed
   * @param slots attempts that each runs at the same time; 0 for what a node has by itself
   * @param labels what each of its workers carries
   */
  public record Nodes(int min, int max, int slots, Map<String, String> labels) {

    public Nodes {
      Check.range("nodes", min, 1, Limits.NODES_MAX);
      Check.range("most nodes", max, min, Limits.NODES_MAX);
      Check.range("slots", slots, 0, Limits.SLOTS_MAX);
      Check.range("number of labels", labels.size(), 0, Limits.LABELS_MAX);
      labels = Map.copyOf(labels);
    }
  }

  public JobDefinition {
    Check.that(name.length() <= 4096, "name", name, "at most 4096 characters");
    Check.range("timeout", timeoutMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("warning", warnMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("number of tasks", tasks.size(), 1, Limits.TASKS_MAX);
    Check.range("number of job clusters", clusters.size(), 0, Limits.JOB_CLUSTERS_MAX);
    Check.range("priority", priority, 1, PRIORITY_MAX);
    parameters = List.copyOf(parameters);
    tasks = List.copyOf(tasks);
    clusters = List.copyOf(clusters);
  }

  /** A job of normal priority without clusters of its own. */
  public JobDefinition(
      String name,
      List<Parameter> parameters,
      List<TaskDefinition> tasks,
      long timeoutMillis,
      long warnMillis) {
    this(name, parameters, tasks, timeoutMillis, warnMillis, List.of(), PRIORITY_NORMAL);
  }

  /** The same with other tasks. */
  public JobDefinition with(List<TaskDefinition> others) {
    return new JobDefinition(
        name, parameters, others, timeoutMillis, warnMillis, clusters, priority);
  }

  /** The same with other parameters. */
  public JobDefinition withParameters(List<Parameter> others) {
    return new JobDefinition(name, others, tasks, timeoutMillis, warnMillis, clusters, priority);
  }

  /** The same with other clusters and priority. */
  public JobDefinition with(List<JobCluster> others, int otherPriority) {
    return new JobDefinition(
        name, parameters, tasks, timeoutMillis, warnMillis, others, otherPriority);
  }

  /** What the nodes are that a run starts for {@code cluster}; null if they are there anyway. */
  public @Nullable Nodes nodes(Compute.Cluster cluster) {
    return switch (cluster) {
      case Compute.AllPurpose _ -> null;
      case Compute.OfTask(var nodes) -> nodes;
      case Compute.OfJob(var key) ->
          clusters.stream()
              .filter(one -> one.key().equals(key))
              .map(JobCluster::nodes)
              .findFirst()
              .orElse(null);
    };
  }
}
