package io.sampo.run.state;

import io.sampo.dag.TaskGraph;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A job definition made ready for running: tasks by number, and the graph between them. Immutable,
 * and shared by all runs of the definition.
 */
public record Plan(JobDefinition job, TaskGraph graph) {

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
   * @throws IllegalArgumentException if a dependency is no task, or tasks wait for each other
   */
  public static Plan of(JobDefinition job) {
    var numbers = numbers(job.tasks());
    var dependencies = job.tasks().stream().map(task -> numbersOf(task, numbers)).toList();
    return new Plan(job, TaskGraph.of(dependencies));
  }

  /** The number of tasks. */
  public int size() {
    return job.tasks().size();
  }

  /** The task of this number. */
  public TaskDefinition task(int number) {
    return job.tasks().get(number);
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
    return task.dependsOn().stream()
        .mapToInt(key -> {
          var number = numbers.get(key);
          if (number == null) {
            throw new IllegalArgumentException(
                "%s depends on %s, which is no task".formatted(task.key(), key));
          }
          return number;
        })
        .toArray();
  }
}
