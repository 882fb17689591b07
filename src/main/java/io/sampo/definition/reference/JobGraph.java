package io.sampo.definition.reference;

import io.sampo.dag.TaskGraph;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who depends on whom, gathered task by task and checked when all are known. */
public final class JobGraph {

  /** The number of a task that has none, for its key is wrong or that of another. */
  public static final int NONE = -1;

  /** Cycles told of one file; each is found with those before it taken apart. */
  private static final int CYCLES_MAX = 10;

  /** Tasks of a cycle that are told by name. */
  private static final int NAMES_MAX = 20;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Task> tasks = new ArrayList<>();
  private final BitSet conditions = new BitSet();

  /** A task with a key of its own, and the keys it depends on. */
  private record Task(String key, Value at, Map<String, Edge> dependsOn) {}

  /**
   * That a task depends on another.
   *
   * @param at where the key of the other stands
   * @param outcome where it says what the other, a condition, must have come to; null if nowhere
   */
  public record Edge(Value at, @Nullable Value outcome) {}

  /**
   * Adds a task, and tells its number.
   *
   * @param at where its key stands
   * @param dependsOn the keys it depends on
   */
  public int add(String key, Value at, Map<String, Edge> dependsOn, boolean isCondition) {
    var number = tasks.size();
    var first = numbers.putIfAbsent(key, number);
    if (first != null) {
      var line = tasks.get(first).at().node().line();
      at.fault("%s is the key of two tasks (first in line %d)".formatted(key, line));
      return NONE;
    }
    tasks.add(new Task(key, at, dependsOn));
    conditions.set(number, isCondition);
    return number;
  }

  /** The number of the task called {@code key}; {@link #NONE} if there is none. */
  int number(String key) {
    return numbers.getOrDefault(key, NONE);
  }

  /** The key of a task. */
  String key(int number) {
    return tasks.get(number).key();
  }

  Set<String> keys() {
    return numbers.keySet();
  }

  /** Notes every dependency that cannot be. The graph of all others; null if they hold a cycle. */
  public @Nullable TaskGraph check() {
    var graph = new ArrayList<int[]>(tasks.size());
    tasks.forEach(task -> graph.add(numbers(task)));
    for (var cycles = 0; cycles < CYCLES_MAX; cycles++) {
      var cycle = TaskGraph.cycle(graph);
      if (cycle == null) {
        return cycles == 0 ? TaskGraph.of(graph) : null;
      }
      tell(cycle);
      IntStream.of(cycle).forEach(number -> graph.set(number, new int[0]));
    }
    return null;
  }

  /** The tasks that {@code task} depends on, those left out, with a fault, that cannot be. */
  private int[] numbers(Task task) {
    var found = IntStream.builder();
    for (var dependency : task.dependsOn().entrySet()) {
      var key = dependency.getKey();
      var edge = dependency.getValue();
      var number = number(key);
      if (number == NONE) {
        edge.at()
            .fault(
                "no task is called %s (expected: a task_key of this job)"
                    .formatted(Excerpt.of(key)),
                () -> Similar.to(key, keys()));
      } else if (key.equals(task.key())) {
        edge.at().fault("%s depends on itself (expected: another task)".formatted(key));
      } else {
        found.add(number);
        checkOutcome(edge, number);
      }
    }
    return found.build().toArray();
  }

  private void checkOutcome(Edge edge, int number) {
    if (edge.outcome() != null && !conditions.get(number)) {
      edge.outcome()
          .fault(
              "%s is no condition_task, and has no outcome (expected: no outcome, or run_if)"
                  .formatted(key(number)));
    }
  }

  /** Tells a cycle where its task that comes first in the file names the next. */
  private void tell(int[] cycle) {
    var start = IntStream.range(0, cycle.length).reduce(0, (a, b) -> cycle[b] < cycle[a] ? b : a);
    var names =
        IntStream.rangeClosed(0, cycle.length)
            .mapToObj(step -> key(cycle[(start + step) % cycle.length]))
            .toList();
    var shown =
        names.size() <= NAMES_MAX + 1
            ? String.join(" -> ", names)
            : names.stream().limit(NAMES_MAX).collect(Collectors.joining(" -> "))
                + " -> … (%d tasks) -> %s".formatted(cycle.length, names.getLast());
    var closing = tasks.get(cycle[start]).dependsOn().get(names.get(1));
    Objects.requireNonNull(closing)
        .at()
        .fault("cycle: %s (expected: no task waits for itself)".formatted(shown));
  }
}
