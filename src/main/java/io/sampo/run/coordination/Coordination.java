package io.sampo.run.coordination;

import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.machine.RunMachine;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a coordinator does with what it hears, short of journaling and sending: the part of an
 * actor that a simulation can drive as well.
 *
 * <p>The round is: {@link #handle} what came in, which decides and folds at once, so that the next
 * command of a batch sees what the one before it led to; journal the events; then send what {@link
 * #due} says. The journal's own fold of the same events must then be left out ({@link #fold}), so
 * it serves recovery alone. If the write fails, this object must be thrown away with its state.
 */
public final class Coordination {

  private final RunMachine machine = new RunMachine();
  private final Leases leases = new Leases();
  private final Correspondence correspondence = new Correspondence();
  private RunState state;
  private int ahead;
  private boolean holding;

  /** Begins with no event. */
  public Coordination(Plan.Source plans) {
    state = new RunState.Absent(plans);
  }

  /** The run as it is decided, which may be ahead of the journal by the batch under way. */
  public RunState state() {
    return state;
  }

  /** Whether anything is left to be done: the run exists and has not ended. */
  public boolean isOpen() {
    return state instanceof LiveRun run && run.result() == null;
  }

  /** Takes an event as the journal shows it: already folded if it was decided here. */
  public void fold(RunEvent event) {
    if (ahead > 0) {
      ahead--;
    } else {
      state = state.after(event);
    }
  }

  /**
   * Decides on {@code commands}, one after the other, and on what follows from them, starts
   * included. Nothing may be told to anybody before the events are journaled.
   */
  public Decision handle(List<RunCommand> commands, Now now) {
    var batch = new Batch(now);
    commands.forEach(batch::handle);
    batch.follow();
    return new Decision(batch.events, batch.refusals);
  }

  /** Takes what a dispatcher granted; {@link #handle} uses it. */
  public void take(Grant grant) {
    if (state instanceof LiveRun run) {
      leases.take(grant, run.epoch());
    }
  }

  /**
   * Starts nothing any more in this life: the node is about to end. What runs is still heard of.
   */
  public void hold() {
    holding = true;
  }

  /** What is to be told to workers now that everything decided is journaled; counts as told. */
  public List<RunOrders> due(Now now) {
    return state instanceof LiveRun run ? correspondence.due(run, now) : List.of();
  }

  /** What is to be told to the dispatcher now: one demand or none. */
  public List<Demand> demands(Now now) {
    return state instanceof LiveRun run ? leases.due(run, now) : List.of();
  }

  /**
   * When to come back, in elapsed time, if nothing is heard until then: not before {@code now};
   * {@link Long#MAX_VALUE} for never. Coming back means {@link #handle} with no command, then
   * {@link #due} and {@link #demands}.
   */
  public long nextMillis(Now now) {
    if (!(state instanceof LiveRun run)) {
      return Long.MAX_VALUE;
    }
    var letters = Math.min(correspondence.nextDueMillis(run), leases.nextDueMillis(run, now));
    return Math.max(now.elapsedMillis(), Math.min(ownMillis(run, now), letters));
  }

  /** When the run's own time decides something: only while it is not being stopped. */
  private static long ownMillis(LiveRun run, Now now) {
    if (run.result() != null || run.stopping() != null) {
      return Long.MAX_VALUE;
    }
    var due = run.firstDueMillis();
    return Math.min(run.deadlineMillis(), due > now.elapsedMillis() ? due : Long.MAX_VALUE);
  }

  /** One batch under way: its events so far are folded, and not yet journaled. */
  private final class Batch {
    private final Now now;
    private final List<RunEvent> events = new ArrayList<>();
    private final List<Refused> refusals = new ArrayList<>();

    Batch(Now now) {
      this.now = now;
    }

    void handle(RunCommand command) {
      Decision decision;
      try {
        decision = machine.decide(state, command, now);
      } catch (RuntimeException bug) {
        refusals.add(new Refused(Refusal.BUG, command + ": " + bug));
        return;
      }
      accept(decision.events());
      refusals.addAll(decision.refusals());
      if (state instanceof LiveRun run) {
        note(run, command, decision);
      }
      settle();
    }

    /** What follows from the time alone, and starts into the slots that are free by now. */
    void follow() {
      settle();
      if (!holding && state instanceof LiveRun run && run.result() == null) {
        var offers = leases.offers(run, now);
        if (!offers.isEmpty() && run.startableCount(now.elapsedMillis(), 1) > 0) {
          accept(machine.decide(run, new RunCommand.Start(offers), now).events());
        }
      }
    }

    private void settle() {
      while (state instanceof LiveRun run) {
        var next = machine.settle(run, now);
        if (next.isEmpty()) {
          return;
        }
        accept(next);
      }
    }

    private void accept(List<RunEvent> decided) {
      for (var event : decided) {
        state = state.after(event);
        events.add(event);
        ahead++;
      }
    }

    private void note(LiveRun run, RunCommand command, Decision decision) {
      switch (command) {
        case RunCommand.Hear(var report, _) -> {
          correspondence.hear(run, report, retries(decision.events()));
          if (report.attempts().stream().anyMatch(one -> one.stage() instanceof Stage.Refused)) {
            leases.forget(report.worker());
          }
        }
        case RunCommand.LoseWorker(var worker, _, _) -> forget(worker);
        case RunCommand.TakeOver _ -> correspondence.inquire(run);
        case RunCommand.Submit _, RunCommand.Start _, RunCommand.Stop _ -> {}
      }
    }
  }

  private void forget(WorkerId worker) {
    correspondence.forget(worker);
    leases.forget(worker);
  }

  private static Map<Long, Long> retries(List<RunEvent> events) {
    var retries = new HashMap<Long, Long>();
    for (var event : events) {
      if (event instanceof RunEvent.AttemptsEnded(_, var ended)) {
        for (var one : ended) {
          if (one.next() instanceof Next.Retry(var waitMillis)) {
            retries.put(one.fence(), waitMillis);
          }
        }
      }
    }
    return retries;
  }
}
