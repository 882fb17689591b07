package io.sampo.cluster.fleet;

import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.Launcher;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Has a {@link Launcher} do what the runs of a node order, and tells them how it went. One thing at
 * a time is done for each cluster; what is ordered meanwhile is done next, the latest word alone.
 * Nothing is kept: runs repeat their orders for as long as they hold.
 */
public final class FleetRoom extends AbstractBehavior<Object> {

  /** Orders that are carried out at the same time. */
  private static final int THREADS = 8;

  /** An order was carried out, or was not. */
  private record Done(ClusterOrder order, What what) {}

  /**
   * What every node of a job cluster is told.
   *
   * @param seeds addresses of the coordinators that are there at present
   * @param settings of the nodes, by key
   */
  public record Surroundings(Supplier<List<String>> seeds, Map<String, String> settings) {

    public Surroundings {
      settings = Map.copyOf(settings);
    }
  }

  private final Launcher launcher;
  private final Surroundings surroundings;
  private final Consumer<ClusterNews> runs;
  private final ExecutorService threads;

  /** Clusters for which something is done, with what is to be done next. */
  private final Map<ClusterName, @Nullable ClusterOrder> busy = new HashMap<>();

  private FleetRoom(
      ActorContext<Object> context,
      Launcher launcher,
      Surroundings surroundings,
      Consumer<ClusterNews> runs) {
    super(context);
    this.launcher = launcher;
    this.surroundings = surroundings;
    this.runs = runs;
    threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("launcher-", 1).factory());
  }

  /**
   * A room whose orders go to {@code launcher}.
   *
   * @param runs where news of them go
   */
  public static Behavior<ClusterOrder> create(
      Launcher launcher, Surroundings surroundings, Consumer<ClusterNews> runs) {
    return Behaviors.<Object>setup(context -> new FleetRoom(context, launcher, surroundings, runs))
        .narrow();
  }

  /** A room of a node that may start no nodes, for {@code reason}. */
  public static Behavior<ClusterOrder> refusing(String reason, Consumer<ClusterNews> runs) {
    return Behaviors.receiveMessage(order -> {
      var what = order.isRemoval() ? new What.Removed() : new What.Impossible(reason);
      runs.accept(new ClusterNews(order.run(), order.name(), what));
      return Behaviors.same();
    });
  }

  /** To the coordinators of runs in the cluster of {@code system}. */
  public static Consumer<ClusterNews> toRuns(ActorSystem<?> system) {
    var runs = Runs.of(system);
    return news -> runs.coordinator(news.run()).tell(new ToRun.OfCluster(news));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClusterOrder.class, this::take)
        .onMessage(Done.class, this::done)
        .onSignal(PostStop.class, _ -> stopped())
        .build();
  }

  private Behavior<Object> take(ClusterOrder order) {
    if (busy.containsKey(order.name())) {
      busy.put(order.name(), order);
    } else {
      begin(order);
    }
    return this;
  }

  private void begin(ClusterOrder order) {
    busy.put(order.name(), null);
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> carryOut(order), threads),
            (what, failure) ->
                new Done(order, what == null ? new What.Troubled(failure.toString()) : what));
  }

  private What carryOut(ClusterOrder order) {
    try {
      if (order.isRemoval()) {
        launcher.remove(order.name());
        return new What.Removed();
      }
      var launch = new LaunchOrder(order, surroundings.seeds().get(), surroundings.settings());
      return new What.Troubled(launcher.ensure(launch).trouble());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new What.Troubled("the coordinator's node ends");
    } catch (IOException e) {
      return new What.Troubled(String.valueOf(e.getMessage()));
    }
  }

  private Behavior<Object> done(Done done) {
    if (done.what() instanceof What.Troubled(var reason) && !reason.isEmpty()) {
      getContext().getLog().warn("job cluster {}: {}", done.order().name(), reason);
    }
    runs.accept(new ClusterNews(done.order().run(), done.order().name(), done.what()));
    var next = busy.remove(done.order().name());
    if (next != null) {
      begin(next);
    }
    return this;
  }

  private Behavior<Object> stopped() {
    threads.shutdownNow();
    return this;
  }
}
