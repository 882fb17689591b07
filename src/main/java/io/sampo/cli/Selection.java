package io.sampo.cli;

import io.sampo.cli.process.Complaint;
import io.sampo.dag.TaskGraph;
import io.sampo.definition.field.Similar;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskKey;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some tasks of a job, as a job.
 *
 * @param remark what is not as in the whole job, for people
 */
record Selection(JobDefinition job, Optional<String> remark) {

  private static final int NAMED_MAX = 10;

  /**
   * The tasks that {@code only} names, all of them if it names none. They no longer wait for tasks
   * that are left out. {@code +KEY} also names all that the task depends on, {@code KEY+} all that
   * depends on it, directly or not.
   *
   * @throws Complaint if there is no task of such a key
   */
  static Selection of(JobDefinition whole, List<String> only) {
    if (only.isEmpty()) {
      return new Selection(whole, Optional.empty());
    }
    var keys = keys(whole, only);
    var dropped = new LinkedHashSet<TaskKey>();
    var tasks =
        whole.tasks().stream()
            .filter(task -> keys.contains(task.key()))
            .map(task -> alone(task, keys, dropped))
            .toList();
    var job = whole.with(tasks);
    return new Selection(job, dropped.isEmpty() ? Optional.empty() : Optional.of(remark(dropped)));
  }

  private static Set<TaskKey> keys(JobDefinition whole, List<String> only) {
    var known = whole.tasks().stream().map(task -> task.key().value()).toList();
    var graph = Plan.of(whole).graph();
    var numbers = new BitSet();
    for (var name : only) {
      var key = name.replaceFirst("^\\+", "").replaceFirst("\\+$", "");
      var number = known.indexOf(key);
      if (number < 0) {
        var near = Similar.to(key, known);
        throw Complaint.usage(
            "--only: %s is no task of the job%s"
                .formatted(key, near == null ? "" : " (did you mean '%s'?)".formatted(near)));
      }
      numbers.set(number);
      if (name.startsWith("+")) {
        graph.forEachAncestor(number, numbers::set);
      }
      if (name.endsWith("+")) {
        addBelow(graph, number, numbers);
      }
    }
    return numbers.stream()
        .mapToObj(number -> whole.tasks().get(number).key())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void addBelow(TaskGraph graph, int task, BitSet numbers) {
    var seen = new BitSet();
    var line = new ArrayList<>(List.of(task));
    for (var next = 0; next < line.size(); next++) {
      graph.forEachBelow(
          line.get(next),
          below -> {
            if (!seen.get(below)) {
              seen.set(below);
              line.add(below);
            }
          });
    }
    numbers.or(seen);
  }

  private static TaskDefinition alone(
      TaskDefinition task, Set<TaskKey> keys, Set<TaskKey> dropped) {
    var inside = task.dependsOn().stream().filter(one -> keys.contains(one.task())).toList();
    task.dependsOn().stream()
        .map(Dependency::task)
        .filter(key -> !keys.contains(key))
        .forEach(dropped::add);
    return task.with(inside);
  }

  private static String remark(Set<TaskKey> dropped) {
    var names = dropped.stream().limit(NAMED_MAX).map(TaskKey::value).toList();
    var rest = dropped.size() - names.size();
    var more = rest > 0 ? " and %d more".formatted(rest) : "";
    return "not run, and not waited for: %s%s".formatted(String.join(", ", names), more);
  }
}
