package io.sampo.cli.cluster;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.plan.NodePlan;
import io.sampo.cli.cluster.process.NodePlace;
import io.sampo.cli.cluster.process.NodeProcess;
import io.sampo.cli.cluster.process.NodeSignal;
import io.sampo.cli.process.Complaint;
import io.sampo.cluster.launch.local.LocalLauncher;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The end of nodes: they are asked for it, and killed when that takes longer than what their tasks
 * may take and some more.
 */
final class Shutdown {

  private static final long LOOK_EVERY_MILLIS = 20;

  /** To leave the cluster, and to close the journal. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  /** From the kill to the end of the process. */
  private static final Duration KILL_MAX = Duration.ofSeconds(10);

  private final ClusterFolder folder;
  private final Consumer<String> told;

  Shutdown(ClusterFolder folder, Consumer<String> told) {
    this.folder = folder;
    this.told = told;
  }

  /** Ends all of {@code nodes}, and returns when they are gone. */
  void end(List<NodePlan> nodes) throws IOException, InterruptedException {
    var processes = new LinkedHashMap<NodePlan, NodeProcess>();
    for (var node : nodes) {
      var place = folder.node(node.name());
      place.end(NodePlace.DOWN);
      place.process().ifPresent(process -> processes.put(node, process));
    }
    processes.values().forEach(process -> process.signal(NodeSignal.TERM));
    processes.values().forEach(process -> process.signal(NodeSignal.CONT));
    var begin = System.nanoTime();
    for (var entry : processes.entrySet()) {
      var node = entry.getKey();
      var left = grace(folder.node(node.name())).minusNanos(System.nanoTime() - begin);
      var isKilled = await(entry.getValue(), left);
      told.accept("%s  %s".formatted(node.name(), isKilled ? "killed" : "ended"));
    }
  }

  /**
   * Ends the nodes that were started for runs, once no coordinator is left that would start them
   * again; a run that goes on later starts them anew.
   */
  void endJobClusters(List<NodePlan> coordinators) throws IOException, InterruptedException {
    var grace = Duration.ZERO;
    for (var node : coordinators) {
      var own = duration(folder.node(node.name()), "sampo.job-clusters.local.grace");
      grace = own.compareTo(grace) > 0 ? own : grace;
    }
    var ended = LocalLauncher.stop(folder.jobClusters(), grace);
    if (ended > 0) {
      told.accept("%d node%s of job clusters  ended".formatted(ended, ended == 1 ? "" : "s"));
    }
  }

  /**
   * Waits until a process has ended, and kills it after {@code limit}.
   *
   * @return whether it was killed
   */
  static boolean await(NodeProcess process, Duration limit) throws InterruptedException {
    if (hasEnded(process, limit)) {
      return false;
    }
    process.signal(NodeSignal.KILL);
    if (!hasEnded(process, KILL_MAX)) {
      throw Complaint.failure(
          "process %d has not ended %d s after it was killed"
              .formatted(process.pid(), KILL_MAX.toSeconds()));
    }
    return true;
  }

  /** How long the node that was started with the settings in {@code place} may take to end. */
  static Duration grace(NodePlace place) {
    return duration(place, "sampo.task.grace").plus(SLACK);
  }

  private static Duration duration(NodePlace place, String key) {
    var defaults = ConfigFactory.defaultReference();
    try {
      return ConfigFactory.parseFile(place.conf().toFile())
          .withFallback(defaults)
          .resolve()
          .getDuration(key);
    } catch (ConfigException e) {
      return defaults.getDuration(key);
    }
  }

  private static boolean hasEnded(NodeProcess process, Duration limit) throws InterruptedException {
    var begin = System.nanoTime();
    while (process.isAlive()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }
}
