package io.sampo.simulation;

import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import io.sampo.simulation.Agenda.Life;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One life of the coordinator of one run, on one node: does with {@link Coordination} what the
 * actor does with it, and goes wrong where a {@link Flaw} says so.
 */
final class RunLife {

  private final Cluster cluster;
  private final Scenario scenario;
  private final String host;
  private final Life life;
  private final Disk disk;
  private final List<RunCommand> inbox = new ArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final Set<Long> ordered = new HashSet<>();
  private final Coordination coordination;
  private long written;
  private boolean writing;
  private long wakeMillis = Long.MAX_VALUE;

  RunLife(Cluster cluster, Scenario scenario, String node, String host, Disk disk) {
    this.cluster = cluster;
    this.scenario = scenario;
    this.host = host;
    this.disk = disk;
    life = cluster.agenda.birth(cluster.random.nextInt(2_000) - 1_000);
    coordination = replayed();
    if (coordination.isOpen() && !cluster.has(Flaw.NO_TAKEOVER)) {
      receive(new RunCommand.TakeOver(node));
    }
  }

  Life life() {
    return life;
  }

  String host() {
    return host;
  }

  Scenario scenario() {
    return scenario;
  }

  /** The run as this life believes it to be. */
  RunState state() {
    return coordination.state();
  }

  void receive(RunCommand command) {
    inbox.add(flawed(command));
    pump();
  }

  /** Tells {@code answer} once the command and all before it are on disk. */
  void receive(RunCommand command, Runnable answer) {
    answers.add(answer);
    receive(command);
  }

  void receive(Grant grant) {
    coordination.take(grant);
    pump();
  }

  private Coordination replayed() {
    var fresh = new Coordination(_ -> plan());
    var events = disk.read();
    written = events.size();
    events.forEach(fresh::fold);
    return fresh;
  }

  private Plan plan() {
    if (cluster.has(Flaw.ANY_DEPENDENCY_STARTS)) {
      return scenario.hastyPlan();
    }
    return cluster.has(Flaw.BUDGET_RESETS) && written > 0
        ? scenario.tirelessPlan()
        : scenario.plan();
  }

  private void pump() {
    if (writing || life.isDead()) {
      return;
    }
    var decision = coordination.handle(List.copyOf(inbox), cluster.agenda.now(life));
    decision.refusals().forEach(refused -> cluster.sightings.saw(refused.reason()));
    inbox.clear();
    var due = List.copyOf(answers);
    answers.clear();
    if (decision.events().isEmpty()) {
      tell(due);
      endIfNobody();
      return;
    }
    writing = true;
    if (cluster.has(Flaw.ACT_BEFORE_JOURNAL)) {
      tell(due);
    }
    disk.write(written, decision.events(), life, how -> onWritten(how, decision.events(), due));
  }

  /** A life that knows no run may have begun too early: the next one reads the journal again. */
  private void endIfNobody() {
    if (coordination.state() instanceof RunState.Absent) {
      end();
    }
  }

  private void onWritten(Disk.Written how, List<RunEvent> events, List<Runnable> due) {
    writing = false;
    switch (how) {
      case DONE -> {
        events.forEach(coordination::fold);
        written += events.size();
        checkReplay();
        tell(due);
        if (!inbox.isEmpty()) {
          pump();
        }
      }
      case FAILED -> {
        if (cluster.has(Flaw.FAILED_WRITE_KEPT)) {
          events.forEach(coordination::fold);
          tell(due);
        } else {
          end();
        }
      }
      case CONFLICT -> end();
    }
  }

  private void tell(List<Runnable> due) {
    var now = cluster.agenda.now(life);
    coordination.due(now).forEach(this::send);
    for (var demand : coordination.demands(now)) {
      cluster.toDispatcher(host, (pool, there) -> pool.hear(demand, there));
    }
    due.forEach(Runnable::run);
    var next = coordination.nextMillis(now);
    if (next != Long.MAX_VALUE) {
      var at = cluster.agenda.nowMillis() + Math.max(1, next - now.elapsedMillis());
      if (at < wakeMillis || wakeMillis <= cluster.agenda.nowMillis()) {
        wakeMillis = at;
        cluster.agenda.in(at - cluster.agenda.nowMillis(), life, this::wake);
      }
    }
  }

  private void wake() {
    if (wakeMillis <= cluster.agenda.nowMillis()) {
      wakeMillis = Long.MAX_VALUE;
      pump();
    }
  }

  private void send(RunOrders orders) {
    var sent = cluster.has(Flaw.ORDER_ONCE) ? once(orders) : orders;
    cluster.toWorker(host, sent);
  }

  private RunOrders once(RunOrders orders) {
    var fresh = orders.starts().stream().filter(one -> ordered.add(one.fence())).toList();
    return new RunOrders(
        orders.run(),
        orders.worker(),
        orders.epoch(),
        orders.epochFence(),
        orders.previousFence(),
        fresh,
        orders.settled(),
        orders.stops(),
        orders.inquiry());
  }

  private RunCommand flawed(RunCommand command) {
    return cluster.has(Flaw.LATE_RESULT_COUNTS)
            && command instanceof RunCommand.Hear(var report, var chance)
            && coordination.state() instanceof LiveRun run
            && report.attempts().stream().allMatch(one -> one.task() < run.plan().size())
        ? new RunCommand.Hear(renewed(report, run), chance)
        : command;
  }

  private static RunReport renewed(RunReport report, LiveRun run) {
    var entries = new ArrayList<RunReport.Entry>();
    var fences = new HashSet<Long>();
    for (var entry : report.attempts()) {
      var fence = run.fence(entry.task()) == 0 ? entry.fence() : run.fence(entry.task());
      if (fences.add(fence)) {
        entries.add(new RunReport.Entry(entry.task(), entry.attempt(), fence, entry.stage()));
      }
    }
    return new RunReport(
        report.worker(),
        report.run(),
        report.epoch(),
        report.lastFence(),
        report.covers(),
        entries);
  }

  private void checkReplay() {
    if (cluster.random.nextInt(16) == 0
        && coordination.state() instanceof LiveRun live
        && look(live)
        && replay() instanceof LiveRun replayed
        && !live.sameAs(replayed)) {
      throw new Violation("replay", "run %s differs from its journal".formatted(scenario.run()));
    }
  }

  private boolean look(LiveRun live) {
    IntStream.range(0, live.plan().size())
        .forEach(task -> cluster.sightings.saw(live.status(task)));
    return true;
  }

  private RunState replay() {
    RunState state = new RunState.Absent(_ -> plan());
    for (var event : disk.read().subList(0, (int) written)) {
      state = state.after(event);
    }
    return state;
  }

  /** Ends this life; whatever it had not written never happened. */
  void end() {
    life.end();
  }
}
