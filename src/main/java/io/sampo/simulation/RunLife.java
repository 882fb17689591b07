package io.sampo.simulation;

import io.sampo.message.ChildOrder;
import io.sampo.message.Grant;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import io.sampo.simulation.ledger.Violation;
import io.sampo.simulation.story.Scenario;
import io.sampo.simulation.world.Agenda.Life;
import io.sampo.simulation.world.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One life of the coordinator of one run, on one node: does with {@link Coordination} what the
 * actor does with it, and goes wrong where its {@link Sabotage} says so.
 */
final class RunLife {

  /** What comes in. */
  private sealed interface Letter {

    /** To be answered, with a refusal or without. */
    record Asked(RunCommand.Wish wish, Consumer<Optional<Refusal>> answer) implements Letter {}

    /** News. */
    record Said(RunCommand command) implements Letter {}

    /** From the run above. */
    record Ordered(ChildOrder order) implements Letter {}
  }

  private static final long RETIREMENT_MILLIS = 10_000;

  /** One in so many writes is followed by a snapshot. */
  private static final int KEPT_ONE_IN = 8;

  /** Impatient, so that a story of twelve seconds has room for it. */
  private static final FleetRules RULES = new FleetRules(true, 6_000, 700, 2);

  private final Cluster cluster;
  private final Scenario scenario;
  private final String host;
  private final Life life;
  private final Disk disk;
  private final Sabotage sabotage;
  private final List<Letter> inbox = new ArrayList<>();
  private final Coordination coordination;
  private long written;
  private boolean writing;
  private long wakeMillis = Long.MAX_VALUE;
  private boolean retiring;

  RunLife(Cluster cluster, Scenario scenario, String node, String host, Disk disk) {
    this.cluster = cluster;
    this.scenario = scenario;
    this.host = host;
    this.disk = disk;
    life = cluster.agenda.birth(cluster.random.nextInt(2_000) - 1_000);
    sabotage = new Sabotage(cluster.flaws(), scenario, !disk.read().isEmpty());
    coordination = replayed(node);
    if (coordination.isOpen() && !cluster.has(Flaw.NO_TAKEOVER)) {
      receive(new RunCommand.TakeOver());
    } else {
      if (!coordination.isOpen() && !coordination.isIdle()) {
        pump();
      }
      retireLater();
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

  void receive(RunCommand news) {
    receive(new Letter.Said(news));
  }

  /** Tells {@code answer} once the wish and all before it are on disk. */
  void receive(RunCommand.Wish wish, Consumer<Optional<Refusal>> answer) {
    receive(new Letter.Asked(wish, answer));
  }

  void receive(ChildOrder order) {
    receive(new Letter.Ordered(order));
  }

  void receive(Grant grant) {
    coordination.take(grant);
    pump();
  }

  private void receive(Letter letter) {
    inbox.add(letter);
    pump();
  }

  private Coordination replayed(String node) {
    var events = disk.read();
    written = events.size();
    var kept = disk.kept();
    var begun =
        kept == null
            ? new Coordination(node, this::plan, RULES)
            : new Coordination(node, this::plan, RULES, kept.snapshot());
    events.subList(kept == null ? 0 : kept.events(), events.size()).forEach(begun::fold);
    if (kept != null && begun.state() instanceof LiveRun live) {
      check(live);
    }
    return begun;
  }

  private Plan plan(ContentHash definition) {
    return sabotage.plan(definition);
  }

  private void pump() {
    if (writing || life.isDead()) {
      return;
    }
    var now = cluster.agenda.now(life);
    var events = new ArrayList<RunEvent>();
    var forged = new ArrayList<RunEvent>();
    var news = new ArrayList<RunCommand>();
    var due = new ArrayList<Runnable>();
    for (var letter : List.copyOf(inbox)) {
      switch (letter) {
        case Letter.Asked(var wish, var answer) -> {
          var decision = handle(List.of(sabotage.command(wish, state())), now);
          events.addAll(decision.events());
          var refusal = decision.refusals().stream().findFirst().map(Decision.Refused::reason);
          refusal.ifPresent(_ -> forged.addAll(sabotage.refused(wish, state(), now)));
          due.add(() -> answer.accept(refusal));
        }
        case Letter.Said(var command) -> news.add(sabotage.command(command, state()));
        case Letter.Ordered(var order) -> news.addAll(coordination.commands(order));
      }
    }
    inbox.clear();
    events.addAll(decide(news, now));
    write(events, forged, due);
  }

  private List<RunEvent> decide(List<RunCommand> news, Now now) {
    var events = new ArrayList<>(handle(news, now).events());
    for (var wanted : coordination.wanted(now)) {
      var begin = new RunCommand.BeginChild(wanted.task(), cluster.ids(wanted.ids()));
      events.addAll(handle(List.of(begin), now).events());
    }
    return events;
  }

  private Decision handle(List<RunCommand> commands, Now now) {
    var decision = coordination.handle(commands, now);
    for (var refused : decision.refusals()) {
      cluster.sightings.saw(refused.reason());
      if (refused.reason() == Refusal.BUG) {
        throw new Violation("bug", refused.what());
      }
    }
    return decision;
  }

  private void write(List<RunEvent> decided, List<RunEvent> forged, List<Runnable> due) {
    var events = new ArrayList<>(sabotage.events(decided, state()));
    events.addAll(forged);
    if (events.isEmpty()) {
      tell(due);
      endIfNobody();
      return;
    }
    writing = true;
    if (cluster.has(Flaw.ACT_BEFORE_JOURNAL)) {
      tell(due);
    }
    if (cluster.has(Flaw.SNAPSHOT_BEFORE_JOURNAL)) {
      keep();
    }
    if (cluster.has(Flaw.CLUSTER_BEFORE_JOURNAL)) {
      var now = cluster.agenda.now(life);
      coordination.clusterOrders(now).forEach(one -> cluster.foundry.take(host, one));
    }
    disk.write(written, events, life, how -> onWritten(how, decided, events.size(), due));
  }

  /** A life that knows no run may have begun too early: the next one reads the journal again. */
  private void endIfNobody() {
    if (coordination.state() instanceof RunState.Absent) {
      end();
    }
  }

  private void onWritten(Disk.Written how, List<RunEvent> decided, int count, List<Runnable> due) {
    writing = false;
    switch (how) {
      case DONE -> {
        decided.forEach(coordination::fold);
        written += count;
        checkReplay();
        keep();
        tell(due);
        if (!inbox.isEmpty()) {
          pump();
        }
      }
      case FAILED -> {
        if (cluster.has(Flaw.FAILED_WRITE_KEPT)) {
          decided.forEach(coordination::fold);
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
    coordination.due(now).forEach(one -> cluster.toWorker(host, sabotage.orders(one)));
    for (var demand : coordination.demands(now)) {
      cluster.toDispatcher(host, (pool, there) -> pool.hear(demand, there));
    }
    coordination.childOrders(now).forEach(one -> cluster.toChild(host, sabotage.order(one)));
    coordination.childReports().forEach(one -> cluster.toParent(host, one));
    for (var order : coordination.clusterOrders(now)) {
      sabotage.order(order).ifPresent(one -> cluster.foundry.take(host, one));
    }
    coordination.nodeClaims().forEach(one -> cluster.toFleetNode(host, sabotage.claim(one)));
    due.forEach(Runnable::run);
    var next = coordination.nextMillis(now);
    if (next != Long.MAX_VALUE) {
      var at = cluster.agenda.nowMillis() + Math.max(1, next - now.elapsedMillis());
      if (at < wakeMillis || wakeMillis <= cluster.agenda.nowMillis()) {
        wakeMillis = at;
        cluster.agenda.in(at - cluster.agenda.nowMillis(), life, this::wake);
      }
    } else if (coordination.isIdle()) {
      retireLater();
    }
  }

  /** Whoever comes after the retirement of this life reads the journal again. */
  private void retireLater() {
    if (!retiring) {
      retiring = true;
      cluster.agenda.in(RETIREMENT_MILLIS, life, this::retire);
    }
  }

  private void retire() {
    retiring = false;
    if (coordination.isIdle() && !writing) {
      end();
    }
  }

  private void wake() {
    if (wakeMillis <= cluster.agenda.nowMillis()) {
      wakeMillis = Long.MAX_VALUE;
      pump();
    }
  }

  private void checkReplay() {
    if (cluster.random.nextInt(16) == 0
        && coordination.state() instanceof LiveRun live
        && look(live)) {
      check(live);
    }
  }

  private void check(LiveRun live) {
    if (replay() instanceof LiveRun replayed && !live.snapshot().equals(replayed.snapshot())) {
      throw new Violation("replay", "run %s differs from its journal".formatted(scenario.run()));
    }
  }

  private void keep() {
    if (cluster.random.nextInt(KEPT_ONE_IN) == 0 && coordination.state() instanceof LiveRun live) {
      disk.keep((int) written, live.snapshot());
    }
  }

  private boolean look(LiveRun live) {
    IntStream.range(0, live.size()).forEach(task -> cluster.sightings.saw(live.status(task)));
    return true;
  }

  private RunState replay() {
    RunState state = new RunState.Absent(this::plan);
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
