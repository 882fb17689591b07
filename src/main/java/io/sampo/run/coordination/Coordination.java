package io.sampo.run.coordination;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.machine.Children;
import io.sampo.run.machine.RunMachine;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunSnapshot;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

  private final RunMachine machine;
  private final Leases leases = new Leases();
  private final Correspondence correspondence = new Correspondence();
  private final Offspring offspring = new Offspring();
  private final Fleets fleets;
  private final Plan.Source plans;
  private RunState state;
  private int ahead;
  private boolean holding;

  /**
   * Begins with no event.
   *
   * @param node where the coordinator lives
   */
  public Coordination(String node, Plan.Source plans, FleetRules rules) {
    this.plans = plans;
    machine = new RunMachine(node, rules.own());
    fleets = new Fleets(rules);
    state = new RunState.Absent(plans);
  }

  /** Goes on from where the run stood when {@code kept} was made; the events since then follow. */
  public Coordination(String node, Plan.Source plans, FleetRules rules, RunSnapshot kept) {
    this(node, plans, rules);
    state = RunState.of(kept, plans);
  }

  /** The run as it is decided, which may be ahead of the journal by the batch under way. */
  public RunState state() {
    return state;
  }

  /** Whether anything is left to be done: the run exists and has not ended. */
  public boolean isOpen() {
    return state instanceof LiveRun run && run.result() == null;
  }

  /** Whether nothing is left to be done, not even about nodes that the run had for itself. */
  public boolean isIdle() {
    return !isOpen() && !(state instanceof LiveRun run && !run.fleet().leaving().isEmpty());
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
      leases.take(run, grant);
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

  /** What is to be told to runs of other jobs that are the work of tasks of this one. */
  public List<ChildOrder> childOrders(Now now) {
    return state instanceof LiveRun run ? offspring.orders(run, now) : List.of();
  }

  /** What is to be told to the run above, if this one has ended or there can be none. */
  public List<ChildReport> childReports() {
    return state instanceof LiveRun run ? offspring.reports(run) : offspring.refusals();
  }

  /** What is to be told to whoever starts and stops nodes of the run's own. */
  public List<ClusterOrder> clusterOrders(Now now) {
    return state instanceof LiveRun run ? fleets.orders(run, now) : List.of();
  }

  /** What is to be told to these nodes, which have asked. */
  public List<NodeClaim> nodeClaims() {
    return fleets.claims(state instanceof LiveRun run ? run : null);
  }

  /**
   * A task that may begin a run of another job, as soon as there are ids for it.
   *
   * @param ids how many the other run takes: one for itself and one for each of its tasks
   */
  public record Wanted(int task, int ids) {}

  /** Every such task; to be answered by {@link RunCommand.BeginChild}. */
  public List<Wanted> wanted(Now now) {
    if (holding || !(state instanceof LiveRun run)) {
      return List.of();
    }
    return IntStream.of(Children.wanted(run, now))
        .mapToObj(task -> new Wanted(task, 1 + Children.size(run, task, plans)))
        .toList();
  }

  /** What an order from the run above comes to, for {@link #handle}. */
  public List<RunCommand> commands(ChildOrder order) {
    return offspring.commands(state instanceof LiveRun run ? run : null, order);
  }

  /** What is to be told to dispatchers now: one demand at most for each site. */
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
    if (!wanted(now).isEmpty()) {
      return now.elapsedMillis();
    }
    var letters = Math.min(correspondence.nextDueMillis(run), leases.nextDueMillis(run, now));
    var kin = Math.min(offspring.nextDueMillis(run), fleets.nextDueMillis(run));
    var own = Math.min(ownMillis(run, now), kin);
    return Math.max(now.elapsedMillis(), Math.min(own, letters));
  }

  /** When the run's own time decides something: only while it is not being stopped. */
  private static long ownMillis(LiveRun run, Now now) {
    if (run.result() != null || run.stopping() != null) {
      return Long.MAX_VALUE;
    }
    var due = run.firstDueMillis();
    var limits = Math.min(run.deadlineMillis(), run.warningMillis());
    var watched = Math.min(limits, run.firstWatchMillis());
    return Math.min(watched, due > now.elapsedMillis() ? due : Long.MAX_VALUE);
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
      } else if (command instanceof RunCommand.HearCluster(var news)) {
        fleets.hear(null, news, now);
      } else if (command instanceof RunCommand.Submit submit) {
        decision.refusals().forEach(refused -> offspring.refused(submit, refused.what()));
      }
      settle();
    }

    /**
     * What follows from the time alone, and starts into the slots that are free by now, until
     * nothing follows: a start may come to nothing, and leave its slot to others.
     */
    void follow() {
      List<RunEvent> started;
      do {
        settle();
        scale();
        started = starts();
        accept(started);
      } while (!started.isEmpty());
    }

    private void scale() {
      if (state instanceof LiveRun run && run.result() == null) {
        fleets.commands(run, now).forEach(this::handle);
      }
    }

    private List<RunEvent> starts() {
      if (holding || !(state instanceof LiveRun run) || run.result() != null) {
        return List.of();
      }
      var start = leases.start(run, now);
      return start == null ? List.of() : machine.decide(run, start, now).events();
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
        if (event instanceof RunEvent.RunEnded) {
          offspring.ended();
        }
      }
    }

    private void note(LiveRun run, RunCommand command, Decision decision) {
      switch (command) {
        case RunCommand.Hear(var report, _) -> {
          correspondence.hear(run, report, retries(decision.events()));
          leases.hear(run, report);
        }
        case RunCommand.LoseWorker(var worker, _, _) -> forget(worker);
        case RunCommand.TakeOver _ -> correspondence.inquire(run);
        case RunCommand.HearCluster(var news) -> fleets.hear(run, news, now);
        case RunCommand.Submit _,
            RunCommand.Start _,
            RunCommand.Stop _,
            RunCommand.CancelTask _,
            RunCommand.Mark _,
            RunCommand.Repair _,
            RunCommand.BeginChild _,
            RunCommand.HearChild _,
            RunCommand.ScaleCluster _ -> {}
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
