package io.sampo.cli.cluster;

import io.sampo.artifact.SmallFile;
import io.sampo.cli.cluster.Database.Access;
import io.sampo.cli.cluster.common.CommonSettings;
import io.sampo.cli.cluster.common.LocalAuthority;
import io.sampo.cli.cluster.plan.ClusterFile;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.plan.ClusterPlan;
import io.sampo.cli.cluster.plan.ClusterPlan.Journal;
import io.sampo.cli.cluster.plan.FreePorts;
import io.sampo.cli.cluster.plan.NodePlan;
import io.sampo.cli.cluster.process.NodeCommand;
import io.sampo.cli.cluster.process.NodeLaunch;
import io.sampo.cli.cluster.process.NodeProcess;
import io.sampo.cli.cluster.process.NodeSignal;
import io.sampo.cli.process.Complaint;
import io.sampo.definition.field.Similar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cluster of a data folder: separate processes on this machine. */
public final class LocalCluster {

  /** Starting takes a few seconds; a machine that is busy with other things gets its time. */
  private static final Duration START_MAX = Duration.ofMinutes(2);

  private final ClusterFolder folder;
  private final NodeLaunch launch;
  private final Database database;
  private final Consumer<String> told;
  private final CommonSettings common;

  /**
   * @param told is told of progress, in lines
   */
  public LocalCluster(
      ClusterFolder folder, NodeCommand command, Database database, Consumer<String> told) {
    this.folder = folder;
    this.launch = new NodeLaunch(command);
    this.database = database;
    this.told = told;
    var authority = new LocalAuthority(folder.certificates().toAbsolutePath());
    this.common = new CommonSettings(folder.settings(), authority);
  }

  /**
   * Makes the cluster, or brings back what is missing of it, and returns when it is ready.
   *
   * @param settings a file for all nodes; null for the one of last time
   */
  public ClusterPlan up(Wanted wanted, @Nullable Path settings)
      throws IOException, InterruptedException {
    try (var _ = ClusterLock.of(folder, told)) {
      var before = ClusterFile.read(folder.file());
      var plan = before.isPresent() ? wanted.plan(before.get()) : wanted.plan();
      take(settings, plan);
      ClusterFile.write(folder.file(), plan);
      for (var node : plan.nodes()) {
        tellOfAbsent(node);
      }
      start(plan, node -> !isStopped(node) && !folder.node(node.name()).isKilled());
      return plan;
    }
  }

  /** Nodes that run under other settings would not find those that start now. */
  private void take(@Nullable Path settings, ClusterPlan plan) throws IOException {
    if (!common.isOf(settings) && plan.nodes().stream().anyMatch(this::isRunning)) {
      throw Complaint.usage(
          "--config: %s, but the nodes that run have %s (expected: that, or 'cluster down' first)"
              .formatted(settings, common.name()));
    }
    if (settings != null) {
      common.take(settings);
    }
  }

  /** Adds a worker, and returns when it takes part. */
  String addWorker(@Nullable Integer slots) throws IOException, InterruptedException {
    try (var _ = ClusterLock.of(folder, told)) {
      var plan = plan().withWorker(FreePorts.take(1).getFirst(), slots);
      ClusterFile.write(folder.file(), plan);
      var worker = plan.nodes().getLast();
      start(plan, worker::equals);
      return worker.name();
    }
  }

  /** Starts a node that does not run, or lets one go on that is paused. */
  void start(String name) throws IOException, InterruptedException {
    try (var _ = ClusterLock.of(folder, told)) {
      var plan = plan();
      var node = node(plan, name);
      var process = folder.node(name).process();
      process.filter(NodeProcess::isStopped).ifPresent(one -> one.signal(NodeSignal.CONT));
      start(plan, node::equals);
    }
  }

  /** Sends a signal to a node; if that ends it, it is gone when this returns. */
  void kill(String name, NodeSignal signal) throws IOException, InterruptedException {
    var node = folder.node(node(plan(), name).name());
    if (signal.ends()) {
      node.end(signal.name());
    }
    var process = node.process();
    if (process.isEmpty() && !signal.ends()) {
      throw Complaint.state("%s does not run (expected: a node that does)".formatted(name));
    }
    if (process.isEmpty()) {
      told.accept(name + "  does not run");
    } else {
      process.get().signal(signal);
      if (signal.ends()) {
        Shutdown.await(process.get(), Shutdown.grace(node));
      }
    }
  }

  /**
   * Ends every node, the workers first and those of job clusters last, and then the database;
   * leaves all data.
   */
  public void down() throws IOException, InterruptedException {
    try (var _ = ClusterLock.of(folder, told)) {
      var plan = ClusterFile.read(folder.file());
      if (plan.isEmpty()) {
        told.accept("no cluster in " + folder.root());
        return;
      }
      var shutdown = new Shutdown(folder, told);
      shutdown.end(plan.get().workers());
      shutdown.end(plan.get().coordinators());
      shutdown.endJobClusters(plan.get().coordinators());
      if (plan.get().journal() instanceof Journal.OwnPostgres) {
        database.stop(folder.database(), folder.cache());
      }
    }
  }

  /** How the nodes of the cluster stand, and those that joined it from elsewhere. */
  ClusterStatus status() throws IOException, InterruptedException {
    var plan = plan();
    try (var members = new Members(folder)) {
      var asked =
          plan.coordinators().stream().filter(node -> isRunning(node) && !isStopped(node)).toList();
      var seen = members.known(asked);
      var known = new ArrayList<>(seen.nodes());
      var nodes = new ArrayList<NodeStatus>();
      for (var node : plan.nodes()) {
        var member = known.stream().filter(one -> one.name().equals(node.name())).findFirst();
        member.ifPresent(known::remove);
        nodes.add(status(node, member));
      }
      nodes.addAll(known);
      return new ClusterStatus(nodes, seen.counters());
    }
  }

  private NodeStatus status(NodePlan node, Optional<NodeStatus> member) {
    var place = folder.node(node.name());
    var process = place.process();
    String status;
    if (process.isEmpty()) {
      status = place.isKilled() ? NodeStatus.KILLED : NodeStatus.DOWN;
    } else if (process.get().isStopped()) {
      status = NodeStatus.STOPPED;
    } else {
      status = member.map(NodeStatus::status).orElse(NodeStatus.STARTING);
    }
    return new NodeStatus(
        node.name(),
        node.roles(),
        process.map(one -> (long) one.pid()).orElse(null),
        node.address(),
        node.http(),
        status);
  }

  private void tellOfAbsent(NodePlan node) {
    if (isStopped(node)) {
      told.accept(
          "%s  is paused; go on: scripts/sampo cluster kill %s --signal CONT"
              .formatted(node.name(), node.name()));
    } else if (folder.node(node.name()).isKilled()) {
      told.accept(
          "%s  was killed; bring it back: scripts/sampo cluster start %s"
              .formatted(node.name(), node.name()));
    }
  }

  private boolean isRunning(NodePlan node) {
    return folder.node(node.name()).process().isPresent();
  }

  private boolean isStopped(NodePlan node) {
    return folder.node(node.name()).process().filter(NodeProcess::isStopped).isPresent();
  }

  private void start(ClusterPlan plan, Predicate<NodePlan> isWanted)
      throws IOException, InterruptedException {
    common.prepare();
    var access = access(plan.journal());
    var startup = new Startup(folder, plan, START_MAX, told);
    for (var node : plan.nodes()) {
      if (isWanted.test(node)) {
        startup.add(node, keeper(node, plan, access));
      }
    }
    startup.untilReady();
  }

  private Startup.Keeper keeper(NodePlan node, ClusterPlan plan, @Nullable Access access)
      throws IOException {
    var place = folder.node(node.name());
    var process = place.process();
    if (process.isPresent()) {
      return new Startup.Keeper.Found(process.get());
    }
    Files.createDirectories(place.root());
    SmallFile.write(place.conf(), NodeConf.text(node, plan, access));
    return new Startup.Keeper.Started(launch.start(folder.data().root(), place));
  }

  private @Nullable Access access(Journal journal) throws IOException {
    return switch (journal) {
      case Journal.Embedded _, Journal.Postgres _ -> null;
      case Journal.OwnPostgres _ -> database.start(folder.database(), folder.cache());
    };
  }

  private ClusterPlan plan() throws IOException {
    return ClusterFile.read(folder.file())
        .orElseThrow(() ->
            Complaint.notFound(
                "no cluster in %s; start one: scripts/sampo cluster up".formatted(folder.root())));
  }

  private static NodePlan node(ClusterPlan plan, String name) {
    var names = plan.nodes().stream().map(NodePlan::name).toList();
    var near = Similar.to(name, names);
    return plan.find(name)
        .orElseThrow(() ->
            Complaint.notFound(
                "node %s (expected: one of %s)%s"
                    .formatted(
                        name,
                        String.join(", ", names),
                        near == null ? "" : " (did you mean '%s'?)".formatted(near))));
  }
}
