package io.sampo.definition.importer.workflow;

import io.sampo.dag.TaskGraph;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who waits for whom in a workflow, in which each edge is told by the parent, by the child, or by
 * both.
 */
final class Edges {

  /** Tasks of a cycle that are told by name. */
  private static final int NAMES_MAX = 20;

  private final Map<String, Task> tasks = new LinkedHashMap<>();

  /**
   * A task.
   *
   * @param parents where each is named, by its id, in the order of the file
   */
  private record Task(
      Value at, List<Value> parentNames, List<Value> childNames, Map<String, Value> parents) {}

  /** Adds a task, unless there is one with its id already, which is a fault. */
  boolean add(String id, Value at, List<Value> parents, List<Value> children) {
    var first = tasks.putIfAbsent(id, new Task(at, parents, children, new LinkedHashMap<>()));
    if (first == null) {
      return true;
    }
    at.fault(
        "%s is the id of two tasks (first in line %d)"
            .formatted(Excerpt.of(id), first.at().node().line()));
    return false;
  }

  /** Joins both ends of every edge, and notes every edge that cannot be. */
  void check() {
    tasks.forEach((id, task) -> task.parentNames().forEach(name -> join(name, id, true)));
    tasks.forEach((id, task) -> task.childNames().forEach(name -> join(name, id, false)));
    var numbers = new HashMap<String, Integer>();
    tasks.keySet().forEach(id -> numbers.put(id, numbers.size()));
    var graph =
        tasks.values().stream()
            .map(task -> task.parents().keySet().stream().mapToInt(numbers::get).toArray())
            .toList();
    var cycle = TaskGraph.cycle(graph);
    if (cycle != null) {
      tell(IntStream.of(cycle).mapToObj(List.copyOf(tasks.keySet())::get).toList());
    }
  }

  /** The ids of the tasks that the task called {@code id} waits for. */
  Set<String> parents(String id) {
    return Objects.requireNonNull(tasks.get(id), id).parents().keySet();
  }

  private void join(Value name, String id, boolean isParent) {
    var other = name.filledText();
    if (other == null) {
      return;
    }
    var task = tasks.get(isParent ? id : other);
    if (task == null || !tasks.containsKey(other)) {
      name.fault(
          "no task has the id %s (expected: that of a task in this file)"
              .formatted(Excerpt.of(other)),
          () -> Similar.to(other, tasks.keySet()));
    } else if (other.equals(id)) {
      name.fault("%s waits for itself (expected: another task)".formatted(Excerpt.of(id)));
    } else {
      task.parents().putIfAbsent(isParent ? other : id, name);
    }
  }

  private void tell(List<String> cycle) {
    var shown =
        Stream.concat(cycle.stream(), cycle.stream().limit(1))
            .limit(NAMES_MAX)
            .map(Excerpt::of)
            .collect(Collectors.joining(" -> "));
    var more = cycle.size() < NAMES_MAX ? "" : " -> … (%d tasks)".formatted(cycle.size());
    var first = Objects.requireNonNull(tasks.get(cycle.getFirst()));
    var second = cycle.get(1 % cycle.size());
    Objects.requireNonNull(first.parents().get(second))
        .fault("cycle: %s%s (expected: no task waits for itself)".formatted(shown, more));
  }
}
