package io.sampo.cluster.node;

import io.sampo.cluster.fleet.FleetRoom;
import io.sampo.cluster.launch.Launchers;
import io.sampo.config.JobClusters.Launcher;
import io.sampo.coordinator.CoordinatorTools;
import io.sampo.coordinator.Library;
import io.sampo.coordinator.Outgoing;
import io.sampo.coordinator.PostRoom;
import io.sampo.coordinator.RunEntity;
import io.sampo.coordinator.TokenEntities;
import io.sampo.dispatcher.Dispatcher;
import io.sampo.dispatcher.LeaseOffice;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.RunId;
import io.sampo.persistence.Aside;
import io.sampo.persistence.JournalStore;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.StoredPlans;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.run.fleet.FleetRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs on a node that coordinates. */
final class Coordinators {

  private static final Logger LOG = LoggerFactory.getLogger(Coordinators.class);
  private static final Duration SLOT_LEASE = Duration.ofSeconds(2);

  private static final String BLOCKING = "sampo.council-dispatcher";

  /**
   * Where the office of leases is, and a worker beside runs: they go on, and kill what has to end,
   * while a run's actor waits for the database.
   */
  static final Props APART = DispatcherSelector.fromConfig("pekko.actor.internal-dispatcher");

  private final ActorSystem<?> system;
  private final NodeTraits traits;
  private final NodeStore store;
  private final RunJournal journal;
  private final StoredPlans plans;
  private final Ids ids;

  Coordinators(ActorSystem<?> system, NodeTraits traits, NodeStore store) {
    this.system = system;
    this.traits = traits;
    this.store = store;
    journal = new RunJournal(store.journal().reader());
    plans = new StoredPlans(journal);
    ids = new Ids(store.journal());
  }

  /**
   * Starts them.
   *
   * @param end to be called when the node must end
   */
  void start(Neighbours neighbours, Joining joining, Consumer<String> end) {
    var lessor =
        system.systemActorOf(LeaseOffice.create(Clock.SYSTEM, traits.terms()), "lessor", APART);
    var post = spawn(PostRoom.create(lessor, spawn(fleet(neighbours), "fleet")), "post-room");
    spawn(Dispatcher.create(Clock.SYSTEM, SLOT_LEASE), "dispatcher");
    spawn(Library.create(store.journal().reader()::definition, store.files()), "library");
    shard(post);
    TokenEntities.start(system, "coordinator", Clock.SYSTEM);
    var blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING));
    var tools =
        new Council.Tools(
            Clock.SYSTEM,
            traits.patience(),
            store.roll(),
            blocking,
            neighbours,
            joining,
            lessor,
            traits.tally(),
            end);
    spawn(Council.create(tools), "council");
  }

  RunJournal journal() {
    return journal;
  }

  StoredPlans plans() {
    return plans;
  }

  CoordinatorTools.Ids ids() {
    return ids;
  }

  private Behavior<ClusterOrder> fleet(Neighbours neighbours) {
    var news = FleetRoom.toRuns(system);
    try {
      return Launchers.of(
              traits.settings().jobClusters(), traits.folders().jobClusters(), System.getenv())
          .map(launcher ->
              FleetRoom.create(
                  launcher,
                  new FleetRoom.Surroundings(neighbours::coordinatorAddresses, ofJobNodes()),
                  news))
          .orElseGet(
              () -> FleetRoom.refusing("sampo.job-clusters.launcher is none on this node", news));
    } catch (IOException e) {
      throw new UncheckedIOException("job clusters: " + e.getMessage(), e);
    }
  }

  /** What its job nodes have from this node; not those that have a file of their own. */
  private Map<String, String> ofJobNodes() {
    var clusters = traits.settings().jobClusters();
    var isTold = clusters.launcher() == Launcher.LOCAL && clusters.local().config().isEmpty();
    return isTold ? traits.settings().common() : Map.of();
  }

  private void shard(ActorRef<Outgoing> post) {
    var chance = new SplittableRandom(new SecureRandom().nextLong());
    var node =
        new CoordinatorTools(
            traits.setup().name(),
            plans,
            Clock.SYSTEM,
            chance,
            ids,
            post,
            FleetRules.USUAL,
            CoordinatorTools.snapshotEvery(system.settings().config()),
            this::count);
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

  /** Notes down a write that the journal refused to a coordinator that was replaced. */
  private void count(Throwable failure) {
    if (store.journal().isTaken(failure)) {
      LOG.warn("a write is refused by the journal: another node has gone on with its run");
      traits.tally().refuse();
    }
  }

  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }

  /** Ids in blocks, so that most draws cost no write; a block that is not used up is a gap. */
  private static final class Ids implements CoordinatorTools.Ids {

    private static final int BLOCK = 10_000;

    private final JournalStore journal;
    private final Aside aside = new Aside();
    private final Lock lock = new ReentrantLock();
    private long next;
    private long end;

    Ids(JournalStore journal) {
      this.journal = journal;
    }

    @Override
    public RunId take(int count) {
      if (lock.tryLock()) {
        try {
          if (end - next >= count) {
            return taken(count);
          }
        } finally {
          lock.unlock();
        }
      }
      return aside.call(() -> drawn(count));
    }

    private RunId drawn(int count) {
      lock.lock();
      try {
        if (end - next < count) {
          var size = Math.max(BLOCK, count);
          next = journal.drawIds(size);
          end = next + size;
        }
        return taken(count);
      } finally {
        lock.unlock();
      }
    }

    private RunId taken(int count) {
      next += count;
      return new RunId(next - count);
    }
  }
}
