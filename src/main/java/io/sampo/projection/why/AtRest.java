package io.sampo.projection.why;

import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.projection.Attempt;
import io.sampo.projection.AttemptState;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Why a task that was to run ended as it did. */
final class AtRest {

  private static final int NAMED_MAX = 10;

  private final Telling telling;
  private final LiveRun run;

  AtRest(Telling telling) {
    this.telling = telling;
    run = telling.run;
  }

  int succeeded(int task) {
    var outcome = run.outcome(task);
    if (outcome != null) {
      return telling.end(task, new Reason.Decided(outcome, telling.incidents.conclusion(task)));
    }
    if (telling.history.child(task) != null) {
      return telling.end(task, childRun(task, null));
    }
    var last = telling.last(task);
    return telling.end(
        task,
        new Reason.Succeeded(
            last == null ? null : telling.attempt(task, last.attempt()),
            telling.incidents.lastMillis(task),
            last == null ? null : ran(last)));
  }

  private static @Nullable Long ran(Attempt attempt) {
    var start = attempt.startMillis();
    var end = attempt.endMillis();
    return start == null || end == null ? null : Math.max(0, end - start);
  }

  int failed(int task) {
    if (isUndone(task)) {
      return iterations(task);
    }
    var conclusion = telling.incidents.conclusion(task);
    if (conclusion != null) {
      return telling.end(task, new Reason.Unresolved(conclusion));
    }
    var last = telling.last(task);
    if (last != null && telling.history.child(task) != null) {
      return telling.end(task, childRun(task, last.message()));
    }
    if (last != null && last.state() == AttemptState.LOST) {
      return telling.end(
          task, new Reason.LostWorker(last.node(), run.lost(task), false, last.message()));
    }
    return telling.end(task, failure(task, last));
  }

  private Reason failure(int task, @Nullable Attempt last) {
    var at = telling.incidents.lastMillis(task);
    var kept = run.failure(task);
    var message = kept == null ? "" : kept;
    return last == null
        ? new Reason.Failed(message, null, telling.attempt(task, 0), null, at)
        : new Reason.Failed(
            last.message() == null ? message : last.message(),
            last.exitCode(),
            telling.attempt(task, last.attempt()),
            last.node(),
            at);
  }

  /** The message of the task is that of the other run, with its number before it. */
  private Reason childRun(int task, @Nullable String message) {
    var child = telling.history.child(task);
    var id = child == null ? 0 : child.value();
    var prefix = "run %d: ".formatted(id);
    var last = telling.last(task);
    return new Reason.ChildRun(
        id,
        last == null ? TaskStatus.SUCCESS.name() : last.state().name(),
        message != null && message.startsWith(prefix)
            ? message.substring(prefix.length())
            : message);
  }

  int timedOut(int task) {
    var last = telling.last(task);
    return telling.end(
        task,
        new Reason.TimedOut(
            run.definition(task).timeoutMillis(),
            telling.attempt(task, last == null ? 0 : last.attempt()),
            telling.incidents.lastMillis(task)));
  }

  int canceled(int task) {
    var at = telling.incidents.lastMillis(task);
    var stop = telling.stop(task, at);
    if (stop != null) {
      return telling.end(
          task, new Reason.Cancelled(stop.reason(), stop.by(), stop.wholeRun(), stop.atMillis()));
    }
    if (isUndone(task)) {
      return iterations(task);
    }
    var last = telling.last(task);
    return telling.history.child(task) != null
        ? telling.end(task, childRun(task, last == null ? null : last.message()))
        : telling.end(task, new Reason.Cancelled(StopReason.CANCELED, "", false, at));
  }

  /** Whether it is a loop that went through its inputs, and not all of that succeeded. */
  private boolean isUndone(int task) {
    if (telling.isIteration(task)
        || !(run.definition(task).work() instanceof Work.ForEach)
        || !telling.incidents.isOpened(task)) {
      return false;
    }
    var loop = run.loop(task);
    return loop != null && loop.statistics().succeeded() < loop.count();
  }

  private int iterations(int task) {
    var loop = run.loopOf(firstIteration(task));
    var statistics = loop.statistics();
    var found = new ArrayList<Integer>();
    for (var one = loop.first(); one < loop.first() + loop.count(); one++) {
      var status = run.status(one);
      var isOne = statistics.failed() > 0 ? status.isFailure() : status.isCancellation();
      if (isOne && found.size() < NAMED_MAX) {
        found.add(one);
      }
    }
    telling.say(
        task,
        new Reason.IterationsFailed(
            statistics.failed(),
            statistics.canceled(),
            statistics.total(),
            found.stream().map(telling.history::name).toList()));
    return found.isEmpty() ? Telling.END : found.getFirst();
  }

  private int firstIteration(int task) {
    var loop = run.loop(task);
    if (loop == null) {
      throw new IllegalStateException("task %d was never a loop".formatted(task));
    }
    return loop.first();
  }
}
