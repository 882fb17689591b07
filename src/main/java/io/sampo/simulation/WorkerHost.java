package io.sampo.simulation;

import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.simulation.Witness.Execution;
import io.sampo.simulation.world.Agenda.Life;
import io.sampo.slots.Adoption;
import io.sampo.slots.Instruction;
import io.sampo.slots.Tenure;
import io.sampo.slots.WorkerBooks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A host with one worker, whose lives follow each other, and the attempts it carries out. */
final class WorkerHost {

  static final long LEASE_MILLIS = 2_000;
  private static final long RENEW_MILLIS = 500;
  private static final long GRACE_MILLIS = 50;

  /** How long it takes at most until what is to be reported is. */
  private static final int REPORT_MILLIS = 4;

  private final Cluster cluster;
  private final String name;
  private final Place place;
  private final int slots;
  private final Map<Long, Execution> executions = new HashMap<>();
  private final Map<RunId, Long> epochs = new HashMap<>();
  private final Set<Long> reported = new HashSet<>();
  private long incarnation;
  private Life life;
  private WorkerBooks books;
  private Tenure tenure;
  private Adoption adoption = new Adoption(RENEW_MILLIS);
  private int homeNode;
  private long lastRenewedMillis;
  private long wakeMillis = Long.MAX_VALUE;
  private boolean isReporting;

  /** Whether the process was killed, and no other has been started. */
  private boolean killed;

  WorkerHost(Cluster cluster, String name, Place place, int slots) {
    this.cluster = cluster;
    this.name = name;
    this.place = place;
    this.slots = slots;
    life = cluster.agenda.birth(0);
    tenure = tenure();
    books = books();
    begin();
  }

  String name() {
    return name;
  }

  Life life() {
    return life;
  }

  /** Its present life, or its last. */
  WorkerId worker() {
    return books.self();
  }

  /** Kills the worker's process; its sentinel kills what it leaves behind. */
  void crash() {
    killed = true;
    life.end();
    executions.values().forEach(one -> finish(one, new Outcome.Canceled()));
    executions.clear();
  }

  /** Stops the machine's clock for the worker, while its attempts go on. */
  void pause(long millis) {
    life.pauseUntil(cluster.agenda.nowMillis() + millis);
    executions.values().forEach(one -> one.excused = true);
  }

  /** Another life, if the one before is over. */
  void restart() {
    killed = false;
    if (life.isDead()) {
      life = cluster.agenda.birth(cluster.random.nextInt(4_000) - 2_000);
      begin();
    }
  }

  /** Another life in the same process. */
  private void beginAnew() {
    if (!killed) {
      restart();
    }
  }

  void receive(RunOrders orders) {
    carryOut(books.take(heeded(orders), cluster.agenda.now(life)));
  }

  /** A coordinator node agreed to a renewal sent at {@code sentMillis} of this life. */
  private void renewed(String lessor, long sentMillis) {
    var now = cluster.agenda.now(life);
    lastRenewedMillis = now.elapsedMillis();
    adoption.granted(lessor, sentMillis, cluster.adoptMillis(), now.elapsedMillis());
    if (tenure.renewed(sentMillis, now.elapsedMillis())) {
      carryOut(books.tick(now));
    }
  }

  /** Nobody listened where its leases came from. */
  private void refused(long sentMillis) {
    if (adoption.refused(sentMillis)) {
      cluster.sightings.saw(Adoption.class);
      tenure.alone(adoption.untilMillis());
    }
  }

  private void begin() {
    incarnation++;
    tenure = tenure();
    books = books();
    adoption = new Adoption(RENEW_MILLIS);
    lastRenewedMillis = 0;
    wakeMillis = Long.MAX_VALUE;
    isReporting = false;
    carryOut(List.of());
    renew();
  }

  private WorkerBooks books() {
    return new WorkerBooks(
        new WorkerId(name, Math.max(1, incarnation)), place, tenure, slots, 2, 50);
  }

  private Tenure tenure() {
    return new Tenure(cluster.has(Flaw.LEASE_IGNORED) ? 1_000_000_000 : LEASE_MILLIS, 0);
  }

  private void renew() {
    var sent = cluster.agenda.now(life).elapsedMillis();
    if (sent - lastRenewedMillis > 2 * RENEW_MILLIS) {
      homeNode++;
    }
    var renewing = life;
    cluster.renew(
        this,
        books.self(),
        adoption.grantor(),
        homeNode,
        lessor -> {
          if (life == renewing) {
            renewed(lessor, sent);
          }
        });
    if (adoption.knocks(sent) && cluster.isRefused(name)) {
      cluster.agenda.in(cluster.random.nextInt(50), life, () -> refused(sent));
    }
    var status = books.status();
    cluster.toDispatcher(name, (pool, now) -> pool.hear(status, now));
    cluster.agenda.in(RENEW_MILLIS, life, this::renew);
  }

  private void carryOut(List<Instruction> instructions) {
    for (var instruction : instructions) {
      saw(instruction);
      switch (instruction) {
        case Instruction.Begin begin -> begin(begin);
        case Instruction.Stop stop -> stop(stop);
        case Instruction.DenyLife(var run, var gone) -> cluster.deny(name, run, gone);
        case Instruction.Settle(var run, var assignment, _) ->
            cluster.witness.forgotten(run, assignment);
      }
    }
    if (books.isBarred()) {
      report();
      life.end();
      cluster.agenda.in(10, cluster.agenda.world, this::beginAnew);
      return;
    }
    if (!isReporting && books.isToReport(cluster.agenda.now(life))) {
      isReporting = true;
      cluster.agenda.in(cluster.random.nextInt(REPORT_MILLIS), life, this::report);
    }
    var next = books.nextMillis();
    var now = cluster.agenda.now(life).elapsedMillis();
    if (next != Long.MAX_VALUE && (next < wakeMillis || wakeMillis <= now)) {
      wakeMillis = Math.max(next, now + 1);
      cluster.agenda.in(wakeMillis - now, life, this::wake);
    }
  }

  private void saw(Instruction instruction) {
    cluster.sightings.saw(instruction.getClass());
    if (instruction instanceof Instruction.Stop stop) {
      cluster.sightings.saw(stop.why());
    }
  }

  /** Tells together what has happened since it was decided to tell of it. */
  private void report() {
    isReporting = false;
    books.reports(cluster.agenda.now(life)).forEach(this::report);
  }

  private void report(RunReport report) {
    report.attempts().forEach(one -> cluster.sightings.saw(one.stage().getClass()));
    var ends =
        report.attempts().stream().filter(one -> one.stage() instanceof Stage.Ended).toList();
    var again = ends.stream().anyMatch(one -> !reported.add(key(report.run(), one.fence())));
    if (!again || !cluster.has(Flaw.REPORT_ONCE)) {
      cluster.toRun(name, report);
    }
    if (cluster.has(Flaw.RESULT_FORGOTTEN)) {
      forget(report.run(), report);
    }
  }

  private void wake() {
    var now = cluster.agenda.now(life);
    if (wakeMillis <= now.elapsedMillis()) {
      wakeMillis = Long.MAX_VALUE;
      carryOut(books.tick(now));
    }
  }

  private void begin(Instruction.Begin begin) {
    var assignment = begin.assignment();
    var execution = cluster.witness.began(begin.run(), assignment);
    executions.put(key(begin.run(), assignment.fence()), execution);
    var script = cluster.scenario(begin.run()).script(assignment.task(), assignment.attempt());
    cluster.agenda.in(
        script.millis(), cluster.agenda.world, () -> finish(execution, script.outcome()));
  }

  private void stop(Instruction.Stop stop) {
    var execution = executions.get(key(stop.run(), stop.assignment().fence()));
    if (execution != null) {
      switch (stop.why()) {
        case LEASE_LOST -> finish(execution, new Outcome.Canceled());
        case CANCELED, TIMED_OUT ->
            cluster.agenda.in(
                GRACE_MILLIS,
                cluster.agenda.world,
                () -> finish(execution, new Outcome.Canceled()));
      }
    }
  }

  private void finish(Execution execution, Outcome outcome) {
    if (execution.outcome == null) {
      execution.outcome = outcome;
      var fence = execution.assignment.fence();
      var ending = life;
      cluster.agenda.in(
          0,
          ending,
          () -> {
            executions.remove(key(execution.run, fence));
            carryOut(books.ended(execution.run, fence, outcome, cluster.agenda.now(ending)));
          });
    }
  }

  private static long key(RunId run, long fence) {
    return run.value() * 1_000_000 + fence;
  }

  private RunOrders heeded(RunOrders orders) {
    var highest = epochs.merge(orders.run(), orders.epoch(), Math::max);
    return cluster.has(Flaw.OLD_EPOCH_OBEYED)
        ? new RunOrders(
            orders.run(),
            orders.worker(),
            highest,
            orders.epochFence(),
            0,
            orders.starts(),
            orders.settled(),
            orders.stops(),
            orders.inquiry())
        : orders;
  }

  private void forget(RunId run, RunReport report) {
    var settled =
        report.attempts().stream()
            .filter(entry -> entry.stage() instanceof Stage.Ended)
            .map(entry -> new Settled(entry.fence(), Settled.NO_RETRY))
            .toList();
    books.take(
        new RunOrders(
            run,
            books.self(),
            report.epoch(),
            0,
            report.lastFence(),
            List.of(),
            settled,
            List.of(),
            false),
        cluster.agenda.now(life));
  }
}
