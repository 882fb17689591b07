package io.sampo.cli;

import io.sampo.cli.process.Complaint;
import io.sampo.definition.field.Similar;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some tasks of a job, as a job.
 *
 * @param remark what is not as in the whole job, for people
 */
record Selection(JobDefinition job, Optional<String> remark) {

  private static final int NAMED_MAX = 10;

  /**
   * The tasks that {@code only} names, all of them if it names none. They no longer wait for tasks
   * that are left out.
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
    var job = new JobDefinition(whole.name(), whole.parameters(), tasks, whole.timeoutMillis());
    return new Selection(job, dropped.isEmpty() ? Optional.empty() : Optional.of(remark(dropped)));
  }

  private static Set<TaskKey> keys(JobDefinition whole, List<String> only) {
    var known = whole.tasks().stream().map(task -> task.key().value()).toList();
    var keys = new LinkedHashSet<TaskKey>();
    for (var name : only) {
      if (!known.contains(name)) {
        var near = Similar.to(name, known);
        throw Complaint.usage(
            "--only: %s is no task of the job%s"
                .formatted(name, near == null ? "" : " (did you mean '%s'?)".formatted(near)));
      }
      keys.add(new TaskKey(name));
    }
    return keys;
  }

  private static TaskDefinition alone(
      TaskDefinition task, Set<TaskKey> keys, Set<TaskKey> dropped) {
    var inside = task.dependsOn().stream().filter(keys::contains).toList();
    task.dependsOn().stream().filter(key -> !keys.contains(key)).forEach(dropped::add);
    return new TaskDefinition(task.key(), inside, task.work(), task.retry(), task.timeoutMillis());
  }

  private static String remark(Set<TaskKey> dropped) {
    var names = dropped.stream().limit(NAMED_MAX).map(TaskKey::value).toList();
    var rest = dropped.size() - names.size();
    var more = rest > 0 ? " and %d more".formatted(rest) : "";
    return "not run, and not waited for: %s%s".formatted(String.join(", ", names), more);
  }
}
