package io.sampo.simulation;

import io.sampo.message.WorkerStatus;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.placement.Lessor;
import io.sampo.placement.Pools;
import io.sampo.run.RunCommand;
import io.sampo.run.state.LiveRun;
import io.sampo.simulation.world.Agenda.Life;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host that coordinates runs, renews workers, and may have the dispatcher on it. */
final class CoordinatorNode {

  private static final long TICK_MILLIS = 100;
  private static final long MISS_MILLIS = 1_500;
  private static final String LOST = "its lease ran out";

  private final Cluster cluster;
  private final String host;
  private final Map<RunId, RunLife> runs = new HashMap<>();
  private final Map<String, WorkerId> roster = new HashMap<>();
  private final Map<WorkerId, Long> heardMillis = new HashMap<>();
  private int lives;
  private Life life;
  private Lessor lessor;
  private @Nullable Pools pools;

  CoordinatorNode(Cluster cluster, String host) {
    this.cluster = cluster;
    this.host = host;
    life = cluster.agenda.birth(0);
    lessor = lessor();
    begin();
  }

  String host() {
    return host;
  }

  /** The name of its present life: who restarts has forgotten what it agreed to. */
  String name() {
    return host + "#" + lives;
  }

  Life life() {
    return life;
  }

  /** What its dispatcher knows, which begins with the first that it is told. */
  Pools pools() {
    if (pools == null) {
      pools = Pools.byName(WorkerHost.LEASE_MILLIS, cluster.agenda.nowMillis() << 20);
    }
    return pools;
  }

  boolean renew(WorkerId worker, @Nullable String grantor) {
    return lessor.renew(worker, grantor, elapsed());
  }

  /** Another node's question: whether this one renews {@code worker} no more. */
  boolean bar(WorkerId worker) {
    return lessor.bar(worker, elapsed());
  }

  void host(RunLife run) {
    runs.put(run.scenario().run(), run);
  }

  void crash() {
    life.end();
    runs.values().forEach(RunLife::end);
    runs.clear();
  }

  void pause(long millis) {
    var until = cluster.agenda.nowMillis() + millis;
    life.pauseUntil(until);
    runs.values().forEach(run -> run.life().pauseUntil(until));
  }

  void restart() {
    if (life.isDead()) {
      life = cluster.agenda.birth(cluster.random.nextInt(4_000) - 2_000);
      begin();
    }
  }

  /** The dispatcher's list of workers. */
  void receive(List<WorkerStatus> workers) {
    for (var status : workers) {
      roster.put(status.worker().name(), status.worker());
      heardMillis.put(status.worker(), elapsed());
    }
  }

  private void begin() {
    lives++;
    pools = null;
    roster.clear();
    heardMillis.clear();
    lessor = lessor();
    tick();
  }

  private Lessor lessor() {
    var lease = WorkerHost.LEASE_MILLIS;
    var adopt = cluster.has(Flaw.ADOPTION_FORGOTTEN) ? lease : cluster.adoptMillis();
    return new Lessor(name(), new Lessor.Terms(lease, MISS_MILLIS, adopt, 0));
  }

  private long elapsed() {
    return cluster.agenda.now(life).elapsedMillis();
  }

  private void tick() {
    dispatch();
    runs.values().removeIf(run -> run.life().isDead());
    for (var run : List.copyOf(runs.values())) {
      if (run.state() instanceof LiveRun live) {
        List.copyOf(live.holders()).forEach(worker -> examine(run, worker));
      }
    }
    inquire();
    cluster.agenda.in(TICK_MILLIS, life, this::tick);
  }

  private void dispatch() {
    if (pools == null) {
      return;
    }
    if (cluster.leader() != this) {
      pools = null;
      return;
    }
    var now = cluster.agenda.now(life);
    pools.grants(now).forEach(grant -> cluster.toRun(host, grant));
    var workers = pools.workers();
    cluster.nodes().forEach(node -> cluster.toNode(host, node, () -> node.receive(workers)));
  }

  private void examine(RunLife run, WorkerId worker) {
    var known = roster.get(worker.name());
    if (known != null && known.incarnation() > worker.incarnation()) {
      lose(run, worker, "it was started anew");
    } else if (lessor.isLost(worker)) {
      lose(run, worker, LOST);
    } else if (!cluster.has(Flaw.LOST_AT_ONCE)) {
      lessor.watch(worker, elapsed());
    } else if (heardMillis.computeIfAbsent(worker, _ -> elapsed()) + MISS_MILLIS <= elapsed()) {
      lose(run, worker, "it is missed");
    }
  }

  private void inquire() {
    var names = cluster.nodeNames();
    lessor
        .missing(names, elapsed())
        .forEach((worker, open) ->
            cluster.nodes().stream()
                .filter(node -> open.contains(node.name()))
                .forEach(node -> ask(node, worker)));
    for (var worker : lessor.lost(names, elapsed())) {
      List.copyOf(runs.values()).forEach(run -> lose(run, worker, LOST));
    }
  }

  private void ask(CoordinatorNode node, WorkerId worker) {
    var asking = name();
    var asked = node.name();
    cluster.toNode(
        host,
        node,
        () -> {
          var agreed = asked.equals(node.name()) && node.bar(worker);
          cluster.toNode(node.host, this, () -> answered(asking, asked, worker, agreed));
        });
  }

  private void answered(String asking, String asked, WorkerId worker, boolean agreed) {
    if (!asking.equals(name())) {
      return;
    }
    if (agreed) {
      lessor.agreed(asked, worker, elapsed());
    } else {
      lessor.alive(worker);
    }
  }

  private void lose(RunLife run, WorkerId worker, String reason) {
    if (!run.life().isDead()) {
      run.receive(new RunCommand.LoseWorker(worker, reason, cluster.random.nextLong()));
    }
  }
}
