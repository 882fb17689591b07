package io.sampo.run.state;

import io.sampo.dag.TaskGraph;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.run.fleet.JobClusters;
import io.sampo.run.fleet.JobClusters.Place;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A job definition made ready for running: tasks by number, and the graph between them. Immutable,
 * and shared by all runs of the definition.
 */
public final class Plan {

  private final JobDefinition job;
  private final TaskGraph graph;
  private final JobClusters clusters;
  private final Sites sites;

  /** Tasks that success of everything above them is not enough to let run. */
  private final BitSet gated = new BitSet();

  /** Tasks with a reference in their work. */
  private final BitSet referring = new BitSet();

  private Plan(JobDefinition job, TaskGraph graph) {
    this.job = job;
    this.graph = graph;
    sites = Sites.of(job);
    var places = sites.all().stream().map(spot -> new Place(spot.compute(), spot.task())).toList();
    clusters = JobClusters.of(job, places);
    for (var task = 0; task < graph.size(); task++) {
      gated.set(task, isGated(task(task)));
      referring.set(task, refers(task(task).work()));
    }
  }

  /** Finds plans by the hash that a run's submission names. */
  @FunctionalInterface
  public interface Source {

    /**
     * The plan of a definition that some run names.
     *
     * @throws IllegalStateException if the definition is not there, which damages every run of it
     */
    Plan plan(ContentHash definition);
  }

  /**
   * The plan of {@code job}.
   *
   * @throws IllegalArgumentException if a dependency is no task, tasks wait for each other, or
   *     there are too many sites
   */
  public static Plan of(JobDefinition job) {
    var numbers = numbers(job.tasks());
    var dependencies = job.tasks().stream().map(task -> numbersOf(task, numbers)).toList();
    return new Plan(job, TaskGraph.of(dependencies));
  }

  /** The definition that it is the plan of. */
  public JobDefinition job() {
    return job;
  }

  /** Who waits for whom, by number. */
  public TaskGraph graph() {
    return graph;
  }

  /** The job clusters that its tasks run on. */
  public JobClusters clusters() {
    return clusters;
  }

  /** Where its tasks run. */
  public Sites sites() {
    return sites;
  }

  /** The number of tasks. */
  public int size() {
    return job.tasks().size();
  }

  /** The task of this number. */
  public TaskDefinition task(int number) {
    return job.tasks().get(number);
  }

  /** The number of the task of this key; empty if there is none. Looks through all tasks. */
  public OptionalInt find(TaskKey key) {
    return IntStream.range(0, size()).filter(number -> task(number).key().equals(key)).findFirst();
  }

  /**
   * Whether it takes a decision to let the task run even when everything above it has succeeded.
   */
  boolean isGated(int task) {
    return gated.get(task);
  }

  /** Whether the work of the task may have a reference in it. */
  boolean refers(int task) {
    return referring.get(task);
  }

  /** Whether {@code work} may have a reference in it; of a loop only its inputs are looked at. */
  static boolean refers(Work work) {
    var found = new boolean[1];
    work.filled(text -> {
      found[0] |= text.contains("{{");
      return text;
    });
    return found[0];
  }

  private static boolean isGated(TaskDefinition task) {
    return task.disabled()
        || (!task.dependsOn().isEmpty() && task.runIf().wantsFailure())
        || hasOutcome(task.dependsOn());
  }

  private static boolean hasOutcome(List<Dependency> dependencies) {
    for (var dependency : dependencies) {
      if (dependency.outcome() != null) {
        return true;
      }
    }
    return false;
  }

  private static Map<TaskKey, Integer> numbers(List<TaskDefinition> tasks) {
    var numbers = HashMap.<TaskKey, Integer>newHashMap(tasks.size());
    for (var task : tasks) {
      if (numbers.put(task.key(), numbers.size()) != null) {
        throw new IllegalArgumentException("task_key: %s stands twice".formatted(task.key()));
      }
    }
    return numbers;
  }

  private static int[] numbersOf(TaskDefinition task, Map<TaskKey, Integer> numbers) {
    var found = new int[task.dependsOn().size()];
    for (var place = 0; place < found.length; place++) {
      var dependency = task.dependsOn().get(place).task();
      var number = numbers.get(dependency);
      if (number == null) {
        throw new IllegalArgumentException(
            "%s depends on %s, which is no task".formatted(task.key(), dependency));
      }
      found[place] = number;
    }
    return found;
  }
}
