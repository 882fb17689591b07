package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides about one run. {@link #decide} only reads the state; what it decides becomes true when
 * the caller folds the events into the state, which must happen before the next call.
 */
public final class RunMachine {

  private final RetryRule retries = new RetryRule();

  /**
   * What follows from {@code command}.
   *
   * @return events, in the order they are to be folded, each of at most {@link Limits#ITEMS_MAX}
   *     items, and what was refused
   */
  public Decision decide(RunState state, RunCommand command, Now now) {
    return switch (state) {
      case RunState.Absent _ -> create(command, now);
      case LiveRun run when command instanceof RunCommand.Submit submit -> again(run, submit);
      case LiveRun run when run.result() != null -> late(run, command);
      case LiveRun run -> decide(run, command, now);
    };
  }

  /**
   * What follows from the state alone, once a command's events are folded: tasks that can no longer
   * start come to rest, a run past its time is stopped, and a run without unfinished tasks ends. To
   * be called until nothing follows.
   */
  public List<RunEvent> settle(LiveRun run, Now now) {
    if (run.result() != null) {
      return List.of();
    }
    if (run.unfinished() == 0) {
      return List.of(Ending.of(run, now));
    }
    var cutOff = run.cutOff();
    if (cutOff.length > 0) {
      return resolved(TaskStatus.UPSTREAM_FAILED, Downstream.closure(run, cutOff), now);
    }
    if (run.stopping() == null && run.deadlineMillis() <= now.elapsedMillis()) {
      return stop(run, new RunCommand.Stop(StopReason.TIMED_OUT, "timeout_seconds"), now);
    }
    return List.of();
  }

  private static Decision create(RunCommand command, Now now) {
    return switch (command) {
      case RunCommand.Submit(var run, var jobName, var submission) ->
          accept(new RunEvent.RunSubmitted(now, run, jobName, submission));
      case RunCommand.TakeOver _,
          RunCommand.Start _,
          RunCommand.Hear _,
          RunCommand.LoseWorker _,
          RunCommand.Stop _ ->
          refuse(Refusal.UNKNOWN_RUN, command.toString());
    };
  }

  private static Decision again(LiveRun run, RunCommand.Submit submit) {
    return run.submission().equals(submit.submission())
        ? Decision.NOTHING
        : refuse(Refusal.ID_TAKEN, "run %s".formatted(run.run()));
  }

  private static Decision late(LiveRun run, RunCommand command) {
    return switch (command) {
      case RunCommand.Hear(var report, _) -> Reports.refuseAll(report, Refusal.RUN_ENDED);
      case RunCommand.Stop _ -> refuse(Refusal.RUN_ENDED, "run %s".formatted(run.run()));
      case RunCommand.Submit _,
          RunCommand.TakeOver _,
          RunCommand.Start _,
          RunCommand.LoseWorker _ ->
          Decision.NOTHING;
    };
  }

  private Decision decide(LiveRun run, RunCommand command, Now now) {
    return switch (command) {
      case RunCommand.Submit submit -> again(run, submit);
      case RunCommand.TakeOver(var node) ->
          accept(new RunEvent.TakenOver(now, run.epoch() + 1, node));
      case RunCommand.Start(var offers) -> start(run, offers, now);
      case RunCommand.Hear(var report, var chance) ->
          new Reports(run, retries, now).hear(report, chance);
      case RunCommand.LoseWorker(var worker, var reason, var chance) ->
          new Reports(run, retries, now).lose(worker, reason, chance);
      case RunCommand.Stop stop ->
          run.stopping() != null
              ? refuse(Refusal.ALREADY_STOPPING, "run %s".formatted(run.run()))
              : new Decision(stop(run, stop, now), List.of());
    };
  }

  private static Decision start(LiveRun run, List<Offer> offers, Now now) {
    if (run.stopping() != null) {
      return Decision.NOTHING;
    }
    var slots = offers.stream().mapToInt(Offer::slots).sum();
    var placed = new Placing(run, offers).place(run.startable(now.elapsedMillis(), slots));
    var events = new ArrayList<RunEvent>();
    var fence = run.lastFence();
    for (var worker : placed.entrySet()) {
      var started = new ArrayList<Started>();
      for (var task : worker.getValue()) {
        started.add(new Started(task, run.attempt(task), ++fence));
      }
      for (var part : Portions.of(started, _ -> ROW_BYTES_MAX)) {
        events.add(new RunEvent.AttemptsStarted(now, worker.getKey(), part));
      }
    }
    return new Decision(events, List.of());
  }

  private static List<RunEvent> stop(LiveRun run, RunCommand.Stop stop, Now now) {
    var events = new ArrayList<RunEvent>();
    events.add(new RunEvent.StopRequested(now, stop.reason(), stop.by()));
    var idle =
        IntStream.range(0, run.plan().size())
            .filter(task -> !run.status(task).isFinal() && !run.status(task).isHeld())
            .boxed()
            .toList();
    events.addAll(resolved(TaskStatus.CANCELED, idle, now));
    return events;
  }

  private static List<RunEvent> resolved(TaskStatus status, List<Integer> tasks, Now now) {
    return Portions.of(tasks, _ -> ROW_BYTES_MAX).stream()
        .<RunEvent>map(part -> new RunEvent.TasksResolved(now, status, part))
        .toList();
  }

  private static Decision accept(RunEvent event) {
    return new Decision(List.of(event), List.of());
  }

  private static Decision refuse(Refusal reason, String what) {
    return new Decision(List.of(), List.of(new Refused(reason, what)));
  }
}
