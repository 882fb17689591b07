package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.reference.JobReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Does parts of a run again, whether or not it is over: only tasks that have come to rest are
 * concerned, so other branches may go on meanwhile, which the Databricks Jobs API refuses.
 */
final class Repairing {

  private final LiveRun run;
  private final Now now;

  Repairing(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  Decision decide(RunCommand.Repair wish) {
    var repairs = run.repairs();
    if (!repairs.isEmpty() && repairs.getLast().id() == wish.id()) {
      return Decision.NOTHING;
    }
    var refusal = refusal(wish);
    if (refusal != null) {
      return refusal;
    }
    var tasks = tasks(wish);
    if (tasks.isEmpty()) {
      return Decision.refuse(
          Refusal.NOTHING_TO_REPAIR, "no task is to be run again (expected: at least one)");
    }
    var parameters = new HashMap<>(run.parameters());
    try {
      parameters.putAll(references().fill(wish.parameters()));
    } catch (Unresolved unresolved) {
      return Decision.refuse(Refusal.BAD_PARAMETER, unresolved.reason());
    }
    var tooLarge = Creation.tooLarge(parameters);
    return tooLarge != null ? tooLarge : new Decision(events(wish, tasks, parameters), List.of());
  }

  private JobReferences references() {
    return new JobReferences(
        run.jobName(),
        run.run().value(),
        run.submittedWallMillis(),
        run.repairs().size() + 1,
        run.submission().cause());
  }

  private List<RunEvent> events(
      RunCommand.Repair wish, BitSet tasks, Map<String, String> parameters) {
    var events = new ArrayList<RunEvent>();
    events.add(new RunEvent.RunRepaired(now, wish.id(), parameters, wish.by()));
    for (var part : Portions.of(tasks.stream().boxed().toList(), _ -> ROW_BYTES_MAX)) {
      events.add(new RunEvent.TasksReset(now, part));
    }
    return events;
  }

  private @Nullable Decision refusal(RunCommand.Repair wish) {
    if (run.result() == null && run.stopping() != null) {
      return Decision.refuse(
          Refusal.ALREADY_STOPPING,
          "run %s (expected: one that is not being stopped)".formatted(run.run()));
    }
    var repairs = run.repairs();
    var latest = repairs.isEmpty() ? null : repairs.getLast().id();
    if (!Objects.equals(latest, wish.latestRepairId())) {
      return Decision.refuse(
          Refusal.WRONG_LATEST_REPAIR,
          "latest_repair_id: %s (expected: %s)"
              .formatted(
                  wish.latestRepairId() == null ? "none" : wish.latestRepairId(),
                  latest == null ? "none, the run was never repaired" : latest));
    }
    if (repairs.size() >= Limits.REPAIRS_MAX) {
      return Decision.refuse(
          Refusal.TOO_MANY_REPAIRS, "%d repairs (expected: fewer)".formatted(repairs.size()));
    }
    if (wish.allFailed() != wish.tasks().isEmpty()) {
      return Decision.refuse(
          Refusal.NOTHING_TO_REPAIR, "rerun_tasks and rerun_all_failed_tasks (expected: one)");
    }
    var unknown =
        wish.parameters().keySet().stream()
            .filter(name -> !run.parameters().containsKey(name))
            .findFirst();
    return unknown.isPresent()
        ? Decision.refuse(Refusal.UNKNOWN_PARAMETER, unknown.get())
        : refusalOfTasks(wish);
  }

  private @Nullable Decision refusalOfTasks(RunCommand.Repair wish) {
    for (var key : wish.tasks()) {
      var found = run.plan().find(key);
      if (found.isEmpty()) {
        return Decision.refuse(Refusal.UNKNOWN_TASK, "rerun_tasks: " + key);
      }
      var status = run.status(found.getAsInt());
      if (!status.isFinal()) {
        return Decision.refuse(
            Refusal.TASK_NOT_AT_REST,
            "rerun_tasks: %s is %s (expected: a task that has ended)".formatted(key, status));
      }
    }
    return null;
  }

  private BitSet tasks(RunCommand.Repair wish) {
    var tasks = new BitSet();
    if (wish.allFailed()) {
      IntStream.range(0, run.plan().size()).filter(this::isUnsuccessful).forEach(tasks::set);
    } else {
      wish.tasks().forEach(key -> tasks.set(run.plan().find(key).orElseThrow()));
    }
    if (wish.dependents()) {
      addDependents(tasks);
    }
    return tasks;
  }

  private boolean isUnsuccessful(int task) {
    var status = run.status(task);
    return status.isFailure() || status.isCancellation();
  }

  private void addDependents(BitSet tasks) {
    var line = new ArrayList<>(tasks.stream().boxed().toList());
    var seen = (BitSet) tasks.clone();
    for (var next = 0; next < line.size(); next++) {
      run.plan()
          .graph()
          .forEachBelow(
              line.get(next),
              below -> {
                if (!seen.get(below)) {
                  seen.set(below);
                  line.add(below);
                  tasks.set(below, run.status(below).isFinal());
                }
              });
    }
  }

  /** Whether a person may say that the task is done without its work, or is not called for. */
  Decision mark(RunCommand.Mark mark) {
    var found = run.plan().find(mark.task());
    if (found.isEmpty()) {
      return Decision.refuse(Refusal.UNKNOWN_TASK, mark.task().value());
    }
    var task = found.getAsInt();
    var status = run.status(task);
    if (run.result() == null && run.stopping() != null) {
      return Decision.refuse(Refusal.ALREADY_STOPPING, "run %s".formatted(run.run()));
    }
    if (status == mark.how().status()) {
      return Decision.refuse(Refusal.TASK_AT_REST, "%s is %s".formatted(mark.task(), status));
    }
    if (status == TaskStatus.ASSIGNED || status == TaskStatus.RUNNING) {
      return Decision.refuse(
          Refusal.TASK_NOT_AT_REST,
          "%s is running (expected: cancel it first, or wait)".formatted(mark.task()));
    }
    return Decision.of(
        new RunEvent.TaskMarked(now, task, mark.how().status(), mark.by(), mark.why()));
  }
}
