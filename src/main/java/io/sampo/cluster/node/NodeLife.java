package io.sampo.cluster.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.artifact.ArtifactStore;
import io.sampo.cluster.TaskHost;
import io.sampo.cluster.fleet.FleetRoom;
import io.sampo.cluster.node.Roster.Listed;
import io.sampo.cluster.tls.NodeTls;
import io.sampo.config.NodeSetup;
import io.sampo.config.NodeSetup.Journal;
import io.sampo.config.NodeSetup.Role;
import io.sampo.coordinator.CoordinatorTools.Ids;
import io.sampo.execution.Executor;
import io.sampo.execution.IdleExecutor;
import io.sampo.model.Limits;
import io.sampo.model.WorkerId;
import io.sampo.persistence.JournalStore;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.StoredPlans;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToJobNode;
import io.sampo.protocol.ToNode;
import io.sampo.protocol.ToWorker;
import io.sampo.worker.Claimant;
import io.sampo.worker.Tenancy;
import io.sampo.worker.Worker;
import io.sampo.worker.WorkerSettings;
import io.sampo.worker.shelf.Libraries;
import io.sampo.worker.shelf.Shelf;
import io.sampo.worker.shelf.ShelfSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a node: an actor system that joins a cluster, once. When others go on without it, it
 * ends, and another life may begin in the same process.
 */
public final class NodeLife {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
  private static final String SYSTEM = "sampo";
  private static final int UNSETTLED_MAX = 10_000;

  /** Attempts that may wait at a worker for each of its slots. */
  private static final int AHEAD = 2;

  /**
   * How long the only coordinator waits for its former members, which listen, before it makes a
   * cluster without them: a process that starts on a busy machine is slow to hear them.
   */
  private static final Config PATIENT =
      ConfigFactory.parseString("pekko.cluster.seed-node-timeout = 3s");

  private static final Duration SOLITUDE = Duration.ofSeconds(5);
  private static final Duration TERMINATION = Duration.ofSeconds(10);

  private final NodeTraits traits;
  private final int number;
  private final ActorSystem<Void> system;
  private final Neighbours neighbours;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private @Nullable Coordinators coordinators;
  private @Nullable NodeStore store;
  private @Nullable ActorRef<ToWorker.Drain> worker;
  private final AtomicReference<List<Listed>> roster = new AtomicReference<>(List.of());
  private final AtomicReference<WorkerId> present;
  private volatile @Nullable String http;

  private NodeLife(NodeTraits traits, int number, ActorSystem<Void> system) {
    this.traits = traits;
    this.number = number;
    this.system = system;
    neighbours = new Neighbours(system);
    present = new AtomicReference<>(new WorkerId(traits.setup().name(), 1));
    var _ =
        system
            .getWhenTerminated()
            .thenAccept(_ -> ended.complete("others have gone on without this node"));
  }

  /**
   * Begins a life.
   *
   * @throws RuntimeException if the port or the journal cannot be had, or a file of TLS does not do
   */
  static NodeLife begin(NodeTraits traits, int number) {
    var system = system(config(traits));
    var life = new NodeLife(traits, number, system);
    try {
      life.populate();
      return life;
    } catch (RuntimeException e) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
      throw e;
    }
  }

  /** Scala's exceptions need no declaration, so any may come out of there. */
  private static ActorSystem<Void> system(Config config) {
    try {
      return ActorSystem.create(Behaviors.empty(), SYSTEM, config);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  /** Its actor system. */
  public ActorSystem<?> system() {
    return system;
  }

  /** What the node is called. */
  public String name() {
    return traits.setup().name();
  }

  /** Where it is, as {@code host:port}. */
  public String address() {
    return neighbours.address();
  }

  /** Whether it belongs to a cluster by now. */
  public boolean isMember() {
    return neighbours.isMember();
  }

  /** The runs in the journal; of a coordinator only. */
  public RunJournal journal() {
    return coordinators().journal();
  }

  /** Definitions and ids beside the journal; of a coordinator only. */
  public JournalStore definitions() {
    return store().journal();
  }

  /** Plans of the definitions; of a coordinator only. */
  public StoredPlans plans() {
    return coordinators().plans();
  }

  /** Where runs get their ids; of a coordinator only. */
  public Ids ids() {
    return coordinators().ids();
  }

  /** The files that runs are made of; of a coordinator only. */
  public ArtifactStore files() {
    return store().files();
  }

  /** Where this node answers HTTP; null if it does not. */
  public @Nullable String url() {
    return http;
  }

  /** Tells others where this node answers HTTP. */
  public void answersAt(String url) {
    http = url;
  }

  /** The nodes of its cluster, as far as they have said who they are. */
  public List<Listed> roster() {
    return roster.get();
  }

  /**
   * How many lives of coordinators others have gone on without, in the last day; of a coordinator
   * only.
   */
  public int excluded() {
    return traits.tally().excluded();
  }

  /** Completes when the life is over, with the reason. */
  CompletionStage<String> ended() {
    return ended;
  }

  /** Stops what runs, with its grace, hands over what the node coordinates, and leaves. */
  void leave(Duration grace) {
    if (worker != null) {
      AskPattern.<ToWorker.Drain, ToWorker.Drained>ask(
              worker, ToWorker.Drain::new, grace.plus(TERMINATION), system.scheduler())
          .handle((_, _) -> true)
          .toCompletableFuture()
          .join();
    }
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
    awaitTermination();
  }

  /** Ends the life at once; the actor system is gone when this returns. */
  void end(String reason) {
    if (ended.complete(reason)) {
      LOG.warn("{} begins another life: {}", name(), reason);
    }
    system.terminate();
  }

  void awaitTermination() {
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .completeOnTimeout(null, 2 * TERMINATION.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private void populate() {
    var setup = traits.setup();
    var isLone = isLone(setup);
    var joining = new Joining(system, isLone ? traits.folders().peers() : List.of());
    spawn(Quarantine.create(reason -> end(reason)), "quarantine");
    if (setup.has(Role.COORDINATOR)) {
      store = NodeStore.open(system, setup, traits.folders(), neighbours);
      var _ = store.failure().whenComplete((_, _) -> end("the journal cannot be written"));
      coordinators = new Coordinators(system, traits, store);
      coordinators.start(neighbours, joining, this::end);
    } else {
      ClusterSharding.get(system).init(Entity.of(Runs.KEY, _ -> Behaviors.empty()));
      joining.join(setup.seeds());
      var stable = traits.patience().stable();
      spawn(Regent.create(Clock.SYSTEM, neighbours, stable), "regent");
    }
    if (isLone) {
      spawn(PeerBook.create(traits.folders()), "peer-book");
    }
    if (setup.has(Role.WORKER)) {
      var threads = setup.has(Role.COORDINATOR) ? Coordinators.APART : Props.empty();
      worker = system.systemActorOf(Tenancy.create(tenancy()), "tenancy", threads);
      claim();
    }
    spawn(Doorplate.create(this::card), "doorplate");
    spawn(Roster.create(roster::set), "roster");
  }

  private static boolean isLone(NodeSetup setup) {
    return setup.journal() == Journal.EMBEDDED && setup.has(Role.COORDINATOR);
  }

  private Tenancy.Tools tenancy() {
    try {
      var config = system.settings().config().getConfig("sampo.worker.shelf");
      var settings = ShelfSettings.of(config);
      var libraries = new Libraries(system, settings);
      var shelf = new Shelf(traits.folders().shelf(), settings.bytesMax(), libraries);
      traits.files().set(shelf);
      var tools =
          new Worker.Tools(
              executor(), shelf, (run, _) -> traits.folders().tasks(run), Clock.SYSTEM);
      return new Tenancy.Tools(
          traits.folders()::nextIncarnation,
          this::worker,
          tools,
          traits.settings().times().lease().dividedBy(4),
          SOLITUDE,
          () -> end("no coordinator node has renewed its worker for long"));
    } catch (IOException e) {
      throw new UncheckedIOException("the shelf cannot be used: " + e.getMessage(), e);
    }
  }

  private Executor executor() {
    return system.settings().config().getBoolean("sampo.worker.execute")
        ? traits.host().executor()
        : new IdleExecutor();
  }

  /** A node that was started for a run ends when that does not want it any more. */
  private void claim() {
    var jobNode = traits.settings().workerPlace().jobNode();
    if (jobNode != null) {
      var member =
          new Claimant.Member(
              jobNode.run(), jobNode.cluster(), jobNode.number(), () -> present.get());
      var behavior =
          Claimant.create(
              member,
              Clock.SYSTEM,
              FleetRoom.toRuns(system),
              () -> traits.unwanted().complete(null));
      spawn(behavior, ToJobNode.actorName(name()));
    }
  }

  private WorkerSettings worker(long incarnation) {
    var self = new WorkerId(name(), incarnation);
    present.set(self);
    var slots = traits.settings().worker().slots();
    return new WorkerSettings(
        self,
        traits.settings().workerPlace().place(),
        slots,
        Math.min(AHEAD * slots, Limits.SLOTS_MAX),
        UNSETTLED_MAX,
        traits.settings().task().grace(),
        traits.settings().times().lease());
  }

  private ToNode.Card card() {
    var roles = traits.setup().roles().stream().sorted().map(Role::word).toList();
    return new ToNode.Card(
        name(),
        roles,
        ProcessHandle.current().pid(),
        address(),
        http,
        number,
        traits.tally().refusedWrites());
  }

  private Coordinators coordinators() {
    if (coordinators == null) {
      throw new IllegalStateException(name() + " is no coordinator");
    }
    return coordinators;
  }

  private NodeStore store() {
    if (store == null) {
      throw new IllegalStateException(name() + " is no coordinator");
    }
    return store;
  }

  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }

  private static Config config(NodeTraits traits) {
    var setup = traits.setup();
    var pause = traits.settings().times().pause();
    var own =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause",
                pause.toMillis() + "ms",
                "pekko.cluster.failure-detector.heartbeat-interval",
                pause.toMillis() / 4 + "ms",
                "pekko.remote.artery.canonical.hostname",
                setup.host(),
                "pekko.remote.artery.canonical.port",
                setup.port(),
                "pekko.cluster.roles",
                setup.roles().stream().map(Role::word).sorted().toList()));
    var journal =
        setup.has(Role.COORDINATOR)
            ? NodeStore.config(setup, traits.folders())
            : ConfigFactory.empty();
    return own.withFallback(isLone(setup) ? PATIENT : ConfigFactory.empty())
        .withFallback(journal)
        .withFallback(NodeTls.config(traits.settings().tls(), setup.host()))
        .withFallback(ConfigFactory.parseResources(TaskHost.class, "cluster-node.conf"))
        .withFallback(traits.settings().config())
        .resolve();
  }
}
