package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ends runs and tasks early: what has not begun never does, what is under way is being stopped. */
final class Stopping {

  private final LiveRun run;
  private final Now now;

  Stopping(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  /** The whole run. */
  List<RunEvent> run(StopReason reason, String by) {
    var events = new ArrayList<RunEvent>();
    events.add(new RunEvent.StopRequested(now, reason, by));
    var idle = IntStream.range(0, run.size()).filter(this::isIdle).boxed().toList();
    events.addAll(Resting.resolved(TaskStatus.CANCELED, idle, now));
    return events;
  }

  /** One task, if it has not come to rest. */
  Decision task(RunCommand.CancelTask cancel) {
    var found = run.plan().find(cancel.task());
    if (found.isEmpty()) {
      return Decision.refuse(Refusal.UNKNOWN_TASK, cancel.task().value());
    }
    var task = found.getAsInt();
    if (run.status(task).isFinal()) {
      return Decision.refuse(
          Refusal.TASK_AT_REST, "%s is %s".formatted(cancel.task(), run.status(task)));
    }
    if (run.stopping(task) != null) {
      return Decision.refuse(Refusal.ALREADY_STOPPING, cancel.task().value());
    }
    return new Decision(task(task, StopReason.CANCELED, cancel.by()), List.of());
  }

  /** A task that has not come to rest. */
  List<RunEvent> task(int task, StopReason reason, String by) {
    var stopping = new ArrayList<>(List.of(task));
    var idle = new ArrayList<Integer>();
    if (isIdle(task)) {
      idle.add(task);
    }
    var loop = run.status(task) == TaskStatus.RUNNING && !run.isHeld(task) ? run.loop(task) : null;
    if (loop != null) {
      for (var one = loop.first(); one < loop.first() + loop.count(); one++) {
        if (isIdle(one)) {
          idle.add(one);
        } else if (!run.status(one).isFinal() && run.stopping(one) == null) {
          stopping.add(one);
        }
      }
    }
    var events = new ArrayList<RunEvent>();
    for (var part : Portions.of(stopping, _ -> ROW_BYTES_MAX)) {
      events.add(new RunEvent.TasksStopping(now, part, reason, by));
    }
    events.addAll(Resting.resolved(TaskStatus.CANCELED, idle, now));
    return events;
  }

  /** Whether nothing of the task is under way, and something might be. */
  private boolean isIdle(int task) {
    return switch (run.status(task)) {
      case BLOCKED, READY, BACKING_OFF -> true;
      case ASSIGNED, RUNNING -> false;
      case SUCCESS,
          FAILED,
          TIMEDOUT,
          CANCELED,
          UPSTREAM_FAILED,
          UPSTREAM_CANCELED,
          EXCLUDED,
          DISABLED ->
          false;
    };
  }
}
