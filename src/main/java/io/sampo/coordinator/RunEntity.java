package io.sampo.coordinator;

import io.sampo.protocol.Progress;
import io.sampo.protocol.ToRun;
import io.sampo.run.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * The sharded entity of one run: gathers what arrives while its {@link RunCoordinator} writes and
 * hands it over as one batch, so that everything that came in during a write shares the next; and
 * passes on to watchers what was written.
 */
public final class RunEntity extends AbstractBehavior<Object> {

  /** Messages that may wait for a write; beyond that they are dropped, and repeated by senders. */
  private static final int WAITING_MAX = 10_000;

  /** Watchers of one run; beyond that the oldest is forgotten. */
  private static final int WATCHERS_MAX = 1_000;

  /** What the coordinator tells its entity. */
  sealed interface News {

    /** Nothing is being written: another batch may come. */
    record Ready() implements News {}

    /**
     * These events are on disk.
     *
     * @param firstSeq the journal's number of the first
     * @param ready whether another batch may come
     */
    record Written(long firstSeq, List<RunEvent> events, boolean ready) implements News {}

    /** There is no run, or nothing of it is left to be done: the entity may go. */
    record Idle() implements News {}

    /** Nothing more will happen, as the watchers are to know. */
    record Quarantined(Progress.Quarantined why) implements News {}
  }

  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final ActorRef<RunCoordinator.Command> coordinator;
  private final Set<ActorRef<Progress>> watchers = new LinkedHashSet<>();
  private List<ToRun> waiting = new ArrayList<>();
  private boolean ready;

  private RunEntity(
      ActorContext<Object> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      PersistenceId id,
      CoordinatorTools node) {
    super(context);
    this.shard = shard;
    var behavior = RunCoordinator.create(id, context.getSelf().narrow(), node);
    coordinator = context.spawn(behavior, "coordinator");
  }

  /** The entity of the run that is journaled under {@code id}. */
  public static Behavior<ToRun> create(
      ActorRef<ClusterSharding.ShardCommand> shard, PersistenceId id, CoordinatorTools node) {
    return Behaviors.<Object>setup(context -> new RunEntity(context, shard, id, node)).narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToRun.Watch.class, this::watch)
        .onMessage(ToRun.class, this::gather)
        .onMessage(News.class, this::hear)
        .build();
  }

  private Behavior<Object> watch(ToRun.Watch watch) {
    watchers.add(watch.watcher());
    if (watchers.size() > WATCHERS_MAX) {
      watchers.remove(watchers.iterator().next());
    }
    watch.watcher().tell(new Progress.Watching());
    return this;
  }

  private Behavior<Object> gather(ToRun message) {
    if (waiting.size() < WAITING_MAX) {
      waiting.add(message);
    } else {
      getContext().getLog().warn("dropped, since {} messages wait: {}", WAITING_MAX, message);
    }
    handOver(false);
    return this;
  }

  private Behavior<Object> hear(News news) {
    switch (news) {
      case News.Ready _ -> handOver(true);
      case News.Written(var firstSeq, var events, var readyNow) -> {
        if (!watchers.isEmpty()) {
          Progress.Written.parts(firstSeq, events).forEach(this::tell);
        }
        handOver(readyNow);
      }
      case News.Idle _ -> shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
      case News.Quarantined(var why) -> tell(why);
    }
    return this;
  }

  private void tell(Progress progress) {
    watchers.forEach(watcher -> watcher.tell(progress));
  }

  private void handOver(boolean readyNow) {
    ready |= readyNow;
    if (ready && !waiting.isEmpty()) {
      coordinator.tell(new RunCoordinator.Command.Batch(waiting));
      waiting = new ArrayList<>();
      ready = false;
    }
  }
}
