package io.sampo.simulation;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.placement.Pools;
import io.sampo.run.RunCommand;
import io.sampo.simulation.Trouble.Weather;
import io.sampo.simulation.Witness.Sightings;
import io.sampo.simulation.story.Scenario;
import io.sampo.simulation.world.Agenda;
import io.sampo.simulation.world.Agenda.Life;
import io.sampo.simulation.world.Disk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All hosts of a seed and the ways between them. */
final class Cluster {

  private static final long ADOPT_MILLIS = 10_000;

  final Agenda agenda = new Agenda();
  final SplittableRandom random;
  final Sightings sightings = new Sightings();
  final Witness witness = new Witness(sightings);
  final PostOffice post;
  private final Set<Flaw> flaws;
  private final Weather weather;
  private final List<CoordinatorNode> nodes = new ArrayList<>();
  private final List<WorkerHost> workers = new ArrayList<>();
  final Foundry foundry;
  private final Map<RunId, Scenario> scenarios = new HashMap<>();
  private final Map<RunId, Disk> disks = new HashMap<>();
  private final Map<RunId, List<RunLife>> lives = new HashMap<>();
  private long lastId = 100_000;

  Cluster(SplittableRandom random, Weather weather, Set<Flaw> flaws) {
    this.random = random;
    this.weather = weather;
    this.flaws = flaws;
    post = new PostOffice(agenda, random.split(), weather);
    foundry = new Foundry(this, random.split());
    var nodeCount = 1 + random.nextInt(3);
    for (var node = 0; node < nodeCount; node++) {
      nodes.add(new CoordinatorNode(this, "c" + node));
    }
    var workerCount = 1 + random.nextInt(3);
    for (var worker = 0; worker < workerCount; worker++) {
      workers.add(new WorkerHost(this, "w" + worker, Place.DEFAULT, 1 + random.nextInt(3)));
    }
  }

  boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  Set<Flaw> flaws() {
    return flaws;
  }

  /** The first of {@code count} ids that nobody else has. */
  RunId ids(int count) {
    lastId += count;
    return new RunId(lastId - count);
  }

  List<CoordinatorNode> nodes() {
    return nodes.stream().filter(node -> !node.life().isDead()).toList();
  }

  List<CoordinatorNode> allNodes() {
    return nodes;
  }

  List<WorkerHost> workers() {
    return workers;
  }

  Set<String> nodeNames() {
    return nodes().stream().map(CoordinatorNode::name).collect(Collectors.toSet());
  }

  /** The node that has the dispatcher; null while none is up. */
  @Nullable CoordinatorNode leader() {
    for (var node : nodes) {
      if (!node.life().isDead()) {
        return node;
      }
    }
    return null;
  }

  Scenario scenario(RunId run) {
    return Objects.requireNonNull(scenarios.get(run), () -> "run " + run);
  }

  void expect(Scenario scenario) {
    witness.expect(scenario);
    prepare(scenario);
  }

  private void prepare(Scenario scenario) {
    var run = scenario.run();
    scenarios.put(run, scenario);
    disks.put(
        run,
        new Disk(
            agenda,
            random.split(),
            weather.writeFailure(),
            !has(Flaw.JOURNAL_WITHOUT_FENCE),
            events -> witness.written(run, events)));
  }

  /** Mends everything; whoever was replaced is stopped, as a healed cluster does. */
  void calm() {
    lives.values().stream()
        .filter(all -> !all.isEmpty())
        .forEach(all -> all.subList(0, all.size() - 1).forEach(RunLife::end));
    post.calm();
    foundry.calm();
    disks.values().forEach(Disk::calm);
    nodes.forEach(CoordinatorNode::restart);
    workers.forEach(WorkerHost::restart);
  }

  /** The life that owns the run, started on some node if there is none; null if no node is up. */
  @Nullable RunLife owner(RunId run) {
    var all = lives.computeIfAbsent(run, _ -> new ArrayList<>());
    if (all.isEmpty() || all.getLast().life().isDead()) {
      return startOwner(run);
    }
    return all.getLast();
  }

  /** Another coordinator takes the run over, whether or not the one before still lives. */
  @Nullable RunLife startOwner(RunId run) {
    var up = nodes();
    if (up.isEmpty()) {
      return null;
    }
    var node = up.get(random.nextInt(up.size()));
    var disk = Objects.requireNonNull(disks.get(run));
    var life = new RunLife(this, scenario(run), node.name(), node.host(), disk);
    node.host(life);
    lives.computeIfAbsent(run, _ -> new ArrayList<>()).add(life);
    return life;
  }

  /** Some run gets a second coordinator while the first lives and believes it owns the run. */
  void usurp(SplittableRandom chance) {
    var known = lives.keySet().stream().sorted().toList();
    if (!known.isEmpty()) {
      startOwner(known.get(chance.nextInt(known.size())));
    }
  }

  /** A report about a task that no run has, as from a worker that mixes up its runs. */
  void stray(SplittableRandom chance) {
    var known = lives.keySet().stream().sorted().toList();
    if (!known.isEmpty()) {
      var run = known.get(chance.nextInt(known.size()));
      var entry = new RunReport.Entry(1_000, 0, 1, new RunReport.Stage.Began(0));
      toRun(
          "w0",
          new RunReport(
              new WorkerId("w0", 1), run, 1, 0, RunReport.Covers.NOTHING, List.of(entry)));
    }
  }

  /** Runs that somebody asked for; remembered, so each has an owner whenever a node is up. */
  void wakeRemembered() {
    lives.keySet().stream().sorted().toList().forEach(this::owner);
  }

  /** To the run of another job; the first letter is the first anybody hears of it. */
  void toChild(String from, ChildOrder order) {
    if (!scenarios.containsKey(order.child())) {
      var parent = Objects.requireNonNull(order.submission().cause().parent());
      prepare(scenario(parent.run()).child(order.child(), order.submission()));
    }
    toRun(from, order.child(), run -> run.receive(order));
  }

  void toParent(String from, ChildReport report) {
    toRun(
        from,
        report.parent(),
        run ->
            run.receive(
                new RunCommand.HearChild(
                    report.task(),
                    report.child(),
                    report.result(),
                    report.message(),
                    random.nextLong())));
  }

  void toWorker(String from, RunOrders orders) {
    var host = worker(orders.worker().name());
    post.send(from, host.name(), host::life, () -> host.receive(orders));
  }

  void toRun(String from, RunReport report) {
    toRun(from, report.run(), run -> run.receive(new RunCommand.Hear(report, random.nextLong())));
  }

  void toRun(String from, Grant grant) {
    toRun(from, grant.run(), run -> run.receive(grant));
  }

  void deny(String from, RunId run, WorkerId gone) {
    toRun(
        from,
        run,
        life ->
            life.receive(
                new RunCommand.LoseWorker(gone, "it was started anew", random.nextLong())));
  }

  /**
   * To whoever owns the run when the letter arrives, or at times to one that owned it before; to
   * nobody if no order for the run has left yet.
   */
  void toRun(String from, RunId run, Consumer<RunLife> delivery) {
    var life = disks.containsKey(run) ? owner(run) : null;
    if (life == null) {
      return;
    }
    var old = lives.getOrDefault(run, List.of());
    var target = random.nextInt(8) == 0 ? old.get(random.nextInt(old.size())) : life;
    post.send(from, target.host(), target::life, () -> delivery.accept(target));
  }

  void toNode(String from, CoordinatorNode node, Runnable delivery) {
    post.send(from, node.host(), node::life, delivery);
  }

  /** To the dispatcher, or at times to one that the sender takes for it. */
  void toDispatcher(String from, BiConsumer<Pools, Now> delivery) {
    var leader = leader();
    if (leader != null) {
      var node = random.nextInt(32) == 0 ? nodes().get(random.nextInt(nodes().size())) : leader;
      toNode(from, node, () -> delivery.accept(node.pools(), agenda.now(node.life())));
    }
  }

  void renew(
      WorkerHost host,
      WorkerId worker,
      @Nullable String lessor,
      int homeNode,
      Consumer<String> renewed) {
    var node = nodes.get(homeNode % nodes.size());
    toNode(
        host.name(),
        node,
        () -> {
          if (node.renew(worker, lessor)) {
            Life life = host.life();
            var name = node.name();
            post.send(node.host(), host.name(), () -> life, () -> renewed.accept(name));
          }
        });
  }

  /** Whether each machine with a coordinator answers that there is none. */
  boolean isRefused(String worker) {
    return nodes.stream()
        .allMatch(node -> node.life().isDead() && post.isOpen(worker, node.host()));
  }

  /** For how long a worker goes on by itself: longer than a lease only with one coordinator. */
  long adoptMillis() {
    return nodes.size() == 1 ? ADOPT_MILLIS : WorkerHost.LEASE_MILLIS;
  }

  /** To a node of a job cluster that has asked. */
  void toFleetNode(String from, NodeClaim claim) {
    var name = claim.worker().name();
    if (foundry.has(name)) {
      var node = foundry.node(name);
      post.send(from, name, node.host()::life, () -> node.hear(claim));
    }
  }

  private WorkerHost worker(String name) {
    if (foundry.has(name)) {
      return foundry.node(name).host();
    }
    return workers.stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
  }
}
