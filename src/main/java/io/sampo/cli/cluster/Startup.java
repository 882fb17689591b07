package io.sampo.cli.cluster;

import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.plan.ClusterPlan;
import io.sampo.cli.cluster.plan.NodePlan;
import io.sampo.cli.cluster.process.NodePlace;
import io.sampo.cli.cluster.process.NodeProcess;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.view.LogTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits until nodes that were started are members that take part, or one of them has ended. */
final class Startup {

  private static final long LOOK_EVERY_MILLIS = 50;

  private final ClusterFolder folder;
  private final ClusterPlan plan;
  private final Duration limit;
  private final Consumer<String> told;
  private final Map<NodePlan, Keeper> awaited = new LinkedHashMap<>();

  /** Who says whether a node has ended. */
  sealed interface Keeper {

    /** The process that was started to keep the node, and ends with its exit code. */
    record Started(Process process) implements Keeper {}

    /** The node itself, which ran before. */
    record Found(NodeProcess process) implements Keeper {}
  }

  /**
   * @param limit how long it may take
   * @param told when a node is ready
   */
  Startup(ClusterFolder folder, ClusterPlan plan, Duration limit, Consumer<String> told) {
    this.folder = folder;
    this.plan = plan;
    this.limit = limit;
    this.told = told;
  }

  /** Waits for {@code node}, too. */
  void add(NodePlan node, Keeper keeper) {
    awaited.put(node, keeper);
  }

  /**
   * Returns once all of them are ready.
   *
   * @throws Complaint if one has ended, or it takes too long
   */
  void untilReady() throws InterruptedException {
    var begin = System.nanoTime();
    try (var members = new Members(folder)) {
      while (!awaited.isEmpty()) {
        awaited.forEach(this::refuseEnded);
        for (var node : ready(members)) {
          awaited.remove(node);
          var url = node.http();
          told.accept("%s  ready%s".formatted(node.name(), url == null ? "" : "  " + url));
        }
        if (System.nanoTime() - begin > limit.toNanos()) {
          throw slow();
        }
        if (!awaited.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
      }
    }
  }

  private List<NodePlan> ready(Members members) throws InterruptedException {
    var ready = new ArrayList<NodePlan>();
    var up = up(members);
    for (var node : awaited.keySet()) {
      var url = node.http();
      if (up.contains(node.name()) && (url == null || members.isReady(url))) {
        ready.add(node);
      }
    }
    return ready;
  }

  /** By name; of another life of a node nothing is believed. */
  private Set<String> up(Members members) throws InterruptedException {
    var up = new HashSet<String>();
    for (var member : members.known(plan.coordinators()).nodes()) {
      var process = folder.node(member.name()).process();
      @Nullable Long pid = member.pid();
      if (member.isUp() && process.isPresent() && (pid == null || pid == process.get().pid())) {
        up.add(member.name());
      }
    }
    return up;
  }

  private void refuseEnded(NodePlan node, Keeper keeper) {
    var how =
        switch (keeper) {
          case Keeper.Started(var process) when process.isAlive() -> "";
          case Keeper.Started(var process) -> "ended with exit code " + process.exitValue();
          case Keeper.Found(var process) -> process.isAlive() ? "" : "ended";
        };
    if (!how.isEmpty()) {
      var again = "The other nodes go on; mend it and call 'cluster up' again, or 'cluster down'.";
      throw Complaint.failure(
          "%s %s while it started%s\n%s"
              .formatted(node.name(), how, end(folder.node(node.name())), again));
    }
  }

  private Complaint slow() {
    var names = awaited.keySet().stream().map(NodePlan::name).toList();
    var first = folder.node(names.getFirst());
    return Complaint.failure(
        "not ready after %d s: %s%s"
            .formatted(limit.toSeconds(), String.join(", ", names), end(first)));
  }

  /** What a node wrote last: on its own, or what it logged if that is nothing. */
  private static String end(NodePlace place) {
    var output = LogTail.of(place.output());
    var file = output.isEmpty() ? place.log() : place.output();
    var lines = output.isEmpty() ? LogTail.of(place.log()) : output;
    return ":\n  %s\n  (the end of %s)".formatted(String.join("\n  ", lines), file);
  }
}
