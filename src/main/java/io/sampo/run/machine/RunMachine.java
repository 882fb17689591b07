package io.sampo.run.machine;

import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.machine.fleet.Fleeting;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.RunState;
import java.util.List;

/**
 * Decides about one run. {@link #decide} only reads the state; what it decides becomes true when
 * the caller folds the events into the state, which must happen before the next call.
 */
public final class RunMachine {

  private final RetryRule retries = new RetryRule();
  private final String node;
  private final boolean ownNodes;

  /** A machine for runs that have nodes of their own where their jobs say so. */
  public RunMachine(String node) {
    this(node, true);
  }

  /**
   * A machine.
   *
   * @param node where it decides
   * @param ownNodes whether runs have nodes of their own where their jobs say so
   */
  public RunMachine(String node, boolean ownNodes) {
    this.node = node;
    this.ownNodes = ownNodes;
  }

  /**
   * What follows from {@code command}.
   *
   * @return events, in the order they are to be folded, each of at most {@link Limits#ITEMS_MAX}
   *     items, and what was refused
   */
  public Decision decide(RunState state, RunCommand command, Now now) {
    return switch (state) {
      case RunState.Absent absent -> create(absent, command, now);
      case LiveRun run when command instanceof RunCommand.Submit submit -> again(run, submit);
      case LiveRun run when run.result() != null -> late(run, command, now);
      case LiveRun run -> decide(run, command, now);
    };
  }

  /**
   * What follows from the state alone, once a command's events are folded: whether tasks run is
   * decided, what needs no worker is done, what takes too long is stopped, and a run without
   * unfinished tasks ends. To be called until nothing follows.
   */
  public List<RunEvent> settle(LiveRun run, Now now) {
    if (run.result() != null) {
      return List.of();
    }
    var undecided = run.undecided();
    if (undecided.length > 0) {
      return Verdicts.of(run, undecided, now);
    }
    var controlled = new Controls(run, now).decide();
    if (!controlled.isEmpty()) {
      return controlled;
    }
    var fleet = ownNodes ? new Fleeting(run, now).settle() : List.<RunEvent>of();
    if (!fleet.isEmpty()) {
      return fleet;
    }
    return run.unfinished() == 0 ? List.of(Ending.of(run, now)) : new Timing(run, now).decide();
  }

  private Decision create(RunState.Absent absent, RunCommand command, Now now) {
    return switch (command) {
      case RunCommand.Submit submit -> Creation.of(absent, submit, node, now);
      case RunCommand.TakeOver _,
          RunCommand.Start _,
          RunCommand.Hear _,
          RunCommand.LoseWorker _,
          RunCommand.Stop _,
          RunCommand.CancelTask _,
          RunCommand.Mark _,
          RunCommand.Repair _,
          RunCommand.BeginChild _,
          RunCommand.HearChild _,
          RunCommand.HearCluster _,
          RunCommand.ScaleCluster _ ->
          Decision.refuse(Refusal.UNKNOWN_RUN, command.toString());
    };
  }

  private static Decision again(LiveRun run, RunCommand.Submit submit) {
    return run.submission().equals(submit.submission())
        ? Decision.NOTHING
        : Decision.refuse(Refusal.ID_TAKEN, "run %s".formatted(run.run()));
  }

  private static Decision late(LiveRun run, RunCommand command, Now now) {
    return switch (command) {
      case RunCommand.Hear(var report, _) -> Reports.refuseAll(report, Refusal.RUN_ENDED);
      case RunCommand.Stop _, RunCommand.CancelTask _ ->
          Decision.refuse(Refusal.RUN_ENDED, "run %s".formatted(run.run()));
      case RunCommand.Repair repair -> new Repairing(run, now).decide(repair);
      case RunCommand.Mark mark -> new Repairing(run, now).mark(mark);
      case RunCommand.HearCluster(var news) -> new Fleeting(run, now).hear(news);
      case RunCommand.Submit _,
          RunCommand.TakeOver _,
          RunCommand.Start _,
          RunCommand.LoseWorker _,
          RunCommand.BeginChild _,
          RunCommand.HearChild _,
          RunCommand.ScaleCluster _ ->
          Decision.NOTHING;
    };
  }

  private Decision decide(LiveRun run, RunCommand command, Now now) {
    return switch (command) {
      case RunCommand.Submit submit -> again(run, submit);
      case RunCommand.TakeOver _ -> Decision.of(new RunEvent.TakenOver(now, run.epoch() + 1, node));
      case RunCommand.Start(var site, var offers) -> new Starting(run, now).start(site, offers);
      case RunCommand.Hear(var report, var chance) ->
          new Reports(run, retries, now).hear(report, chance);
      case RunCommand.LoseWorker(var worker, var reason, var chance) ->
          new Reports(run, retries, now).lose(worker, reason, chance);
      case RunCommand.Stop stop ->
          run.stopping() != null
              ? Decision.refuse(Refusal.ALREADY_STOPPING, "run %s".formatted(run.run()))
              : new Decision(new Stopping(run, now).run(stop.reason(), stop.by()), List.of());
      case RunCommand.CancelTask cancel -> new Stopping(run, now).task(cancel);
      case RunCommand.Mark mark -> new Repairing(run, now).mark(mark);
      case RunCommand.Repair repair -> new Repairing(run, now).decide(repair);
      case RunCommand.BeginChild begin -> new Children(run, retries, now).begin(begin);
      case RunCommand.HearChild heard -> new Children(run, retries, now).hear(heard);
      case RunCommand.HearCluster(var news) -> new Fleeting(run, now).hear(news);
      case RunCommand.ScaleCluster scale -> new Fleeting(run, now).scale(scale);
    };
  }
}
