package io.sampo.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.artifact.FolderArtifactStore;
import io.sampo.coordinator.CoordinatorTools;
import io.sampo.coordinator.PostRoom;
import io.sampo.coordinator.RunEntity;
import io.sampo.dispatcher.Dispatcher;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.WorkerId;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.StoredPlans;
import io.sampo.persistence.rocks.RocksStore;
import io.sampo.persistence.rocks.RocksStores;
import io.sampo.persistence.rocks.StoreSettings;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToWorker;
import io.sampo.run.RunEvent;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import io.sampo.worker.Supplies;
import io.sampo.worker.Worker;
import io.sampo.worker.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JVM that is a whole cluster: coordinator, dispatcher and workers on a journal in one folder,
 * without a port. The caller holds the folder's lock.
 */
final class EmbeddedNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedNode.class);

  /** What embedded nodes call themselves. */
  static final String NAME = "embedded";

  /** The only coordinator there is: a worker has nobody to turn to, and waits for no one. */
  private static final Duration WORKER_LEASE = Duration.ofDays(10_000);

  private static final Duration SLOT_LEASE = Duration.ofSeconds(2);
  private static final Duration TERMINATION = Duration.ofSeconds(10);
  private static final int UNSETTLED_MAX = 10_000;

  private final NodeSettings settings;
  private final TaskHost host;
  private final Pins pins;
  private final ActorSystem<Void> system;
  private final RocksStore store;
  private final RunJournal journal;
  private final List<ActorRef<ToWorker>> workers = new ArrayList<>();

  private EmbeddedNode(
      NodeSettings settings, TaskHost host, Pins pins, ActorSystem<Void> system, RocksStore store) {
    this.settings = settings;
    this.host = host;
    this.pins = pins;
    this.system = system;
    this.store = store;
    journal = new RunJournal(store.reader());
  }

  /**
   * Starts the node of {@code runFolder}; runs that its journal remembers go on by themselves.
   *
   * @throws io.sampo.persistence.StoreException if the journal cannot be opened
   */
  static EmbeddedNode start(Path runFolder, NodeSettings settings) {
    var files = files(runFolder);
    var host = TaskHost.open(runFolder, files::path, settings.logBytesMax());
    try {
      var config = config(runFolder, settings.config());
      var system = ActorSystem.<Void>create(Behaviors.empty(), "sampo", config);
      try {
        var store =
            RocksStores.get(system)
                .store(
                    NodeFolder.journal(runFolder),
                    StoreSettings.of(config.getConfig("sampo.journal.rocks")));
        store.warnings().forEach(LOG::warn);
        var node = new EmbeddedNode(settings, host, new Pins(files), system, store);
        node.populate(runFolder);
        return node;
      } catch (RuntimeException e) {
        system.terminate();
        throw e;
      }
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private static FolderArtifactStore files(Path runFolder) {
    try {
      return new FolderArtifactStore(NodeFolder.files(runFolder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ActorSystem<Void> system() {
    return system;
  }

  Pins pins() {
    return pins;
  }

  RocksStore store() {
    return store;
  }

  RunJournal journal() {
    return journal;
  }

  private void populate(Path runFolder) {
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var plans = new StoredPlans(journal);
    coordinators(plans);
    spawn(Dispatcher.ofOneNode(Clock.SYSTEM, SLOT_LEASE), "dispatcher");
    var incarnation = 1 + lastIncarnation();
    for (var number = 1; number <= settings.workers(); number++) {
      var worker = new WorkerId(NAME + "-" + number, incarnation);
      var tools =
          new Worker.Tools(
              host.executor(),
              Supplies.local(plans),
              (run, submission) -> NodeFolder.tasks(runFolder, run, submission),
              Clock.SYSTEM);
      workers.add(spawn(Worker.create(settings(worker), tools), ToWorker.actorName(worker.name())));
    }
  }

  private void coordinators(Plan.Source plans) {
    var post = spawn(PostRoom.create(), "post-room");
    var chance = new SplittableRandom(new SecureRandom().nextLong());
    var node =
        new CoordinatorTools(
            NAME,
            plans,
            Clock.SYSTEM,
            chance,
            settings.ids(),
            post,
            FleetRules.LONE,
            CoordinatorTools.snapshotEvery(system.settings().config()),
            _ -> {});
    ClusterSharding.get(system)
        .init(
            Entity.of(
                Runs.KEY,
                entity ->
                    RunEntity.create(
                        entity.getShard(),
                        RunJournal.persistenceId(Runs.id(entity.getEntityId())),
                        node)));
  }

  private WorkerSettings settings(WorkerId worker) {
    return new WorkerSettings(
        worker, Place.DEFAULT, settings.slots(), 0, UNSETTLED_MAX, settings.grace(), WORKER_LEASE);
  }

  /** The workers of this node's life come after all that its journal names. */
  private long lastIncarnation() {
    var last = new long[1];
    for (var run : journal.runs()) {
      journal.read(
          run,
          1,
          (_, event) -> {
            if (event instanceof RunEvent.AttemptsStarted started) {
              last[0] = Math.max(last[0], started.worker().incarnation());
            }
          });
    }
    return last[0];
  }

  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }

  /** Stops what runs, with its grace, and then the node. Nothing of it runs afterwards. */
  @Override
  public void close() {
    var patience = settings.grace().plus(TERMINATION);
    var drained =
        workers.stream()
            .map(worker ->
                AskPattern.<ToWorker, ToWorker.Drained>ask(
                        worker, ToWorker.Drain::new, patience, system.scheduler())
                    .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(drained).handle((_, _) -> true).join();
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(TERMINATION.toSeconds(), TimeUnit.SECONDS)
        .handle((_, _) -> true)
        .join();
    host.close();
  }

  private static Config config(Path runFolder, Config settings) {
    return RocksStores.plugins(NodeFolder.journal(runFolder))
        .withFallback(ConfigFactory.parseResources(EmbeddedNode.class, "embedded-node.conf"))
        .withFallback(settings)
        .resolve();
  }
}
