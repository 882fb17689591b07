package io.sampo.definition;

import io.sampo.dag.TaskGraph;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who depends on whom, gathered task by task and checked when all are known. */
final class Dependencies {

  /** Cycles told of one file; each is found with those before it taken apart. */
  private static final int CYCLES_MAX = 10;

  /** Tasks of a cycle that are told by name. */
  private static final int NAMES_MAX = 20;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Task> tasks = new ArrayList<>();

  /** A task with a key of its own, and the keys it depends on. */
  private record Task(String key, Value at, Map<String, Value> dependsOn) {}

  /**
   * Adds a task.
   *
   * @param at where its key stands
   * @param dependsOn where each of the keys it depends on stands
   */
  void add(String key, Value at, Map<String, Value> dependsOn) {
    var first = numbers.putIfAbsent(key, tasks.size());
    if (first == null) {
      tasks.add(new Task(key, at, dependsOn));
    } else {
      var line = tasks.get(first).at().node().line();
      at.fault("%s is the key of two tasks (first in line %d)".formatted(key, line));
    }
  }

  /** Notes every dependency that cannot be. */
  void check() {
    var graph = new ArrayList<int[]>(tasks.size());
    tasks.forEach(task -> graph.add(numbers(task)));
    for (var cycles = 0; cycles < CYCLES_MAX; cycles++) {
      var cycle = TaskGraph.cycle(graph);
      if (cycle == null) {
        return;
      }
      tell(cycle);
      IntStream.of(cycle).forEach(number -> graph.set(number, new int[0]));
    }
  }

  /** The tasks that {@code task} depends on, those left out, with a fault, that cannot be. */
  private int[] numbers(Task task) {
    var found = IntStream.builder();
    for (var dependency : task.dependsOn().entrySet()) {
      var key = dependency.getKey();
      var number = numbers.get(key);
      if (number == null) {
        dependency
            .getValue()
            .fault(
                "no task is called %s (expected: a task_key of this job)"
                    .formatted(Excerpt.of(key)),
                () -> Similar.to(key, numbers.keySet()));
      } else if (key.equals(task.key())) {
        dependency.getValue().fault("%s depends on itself (expected: another task)".formatted(key));
      } else {
        found.add(number);
      }
    }
    return found.build().toArray();
  }

  /** Tells a cycle where its task that comes first in the file names the next. */
  private void tell(int[] cycle) {
    var start = IntStream.range(0, cycle.length).reduce(0, (a, b) -> cycle[b] < cycle[a] ? b : a);
    var names =
        IntStream.rangeClosed(0, cycle.length)
            .mapToObj(step -> tasks.get(cycle[(start + step) % cycle.length]).key())
            .toList();
    var shown =
        names.size() <= NAMES_MAX + 1
            ? String.join(" -> ", names)
            : names.stream().limit(NAMES_MAX).collect(Collectors.joining(" -> "))
                + " -> … (%d tasks) -> %s".formatted(cycle.length, names.getLast());
    var closing = tasks.get(cycle[start]).dependsOn().get(names.get(1));
    Objects.requireNonNull(closing)
        .fault("cycle: %s (expected: no task waits for itself)".formatted(shown));
  }
}
