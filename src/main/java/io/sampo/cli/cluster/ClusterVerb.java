package io.sampo.cli.cluster;

import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.plan.ClusterPlan;
import io.sampo.cli.cluster.process.NodeCommand;
import io.sampo.cli.cluster.process.NodeSignal;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.view.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cluster}: a local cluster of separate processes. */
@Command(name = "cluster", description = "A local cluster of separate processes.")
public final class ClusterVerb {

  private static final List<String> HEADINGS =
      List.of("NODE", "ROLES", "PID", "ADDRESS", "HTTP", "STATUS");

  private final Globals globals;
  private final NodeCommand command;
  private final Database database;

  /** The verb on nodes that {@code command} starts. */
  public ClusterVerb(Globals globals, NodeCommand command, Database database) {
    this.globals = globals;
    this.command = command;
    this.database = database;
  }

  /** Starts what is missing of the cluster. */
  @Command(
      name = "up",
      description = {
        "Starts a cluster, or what is missing of it, and returns when it is ready.",
        "With several coordinators the journal is a PostgreSQL, which is started as well unless"
            + " --jdbc names one."
      })
  int up(
      @Option(
              names = "--coordinators",
              paramLabel = "N",
              description = "Nodes that hold runs and have an API (default: 1).")
          @Nullable Integer coordinators,
      @Option(
              names = "--workers",
              paramLabel = "N",
              description = "Nodes that work; with 0 the coordinators do (default: 2).")
          @Nullable Integer workers,
      @Option(
              names = "--slots",
              paramLabel = "N",
              description = "Attempts that a worker runs at the same time.")
          @Nullable Integer slots,
      @Option(
              names = "--port",
              paramLabel = "P",
              description = "Of the first API; others follow it (default: free ones).")
          @Nullable Integer port,
      @Option(names = "--jdbc", paramLabel = "URL", description = "A PostgreSQL for the journal.")
          @Nullable String jdbcUrl,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "Settings of all nodes, such as cluster-config/tls.conf.")
          @Nullable Path config)
      throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var wanted = new Wanted(coordinators, workers, slots, port, jdbcUrl, false);
    var plan = cluster().up(wanted, config == null ? null : globals.surroundings().resolve(config));
    var seconds = (System.nanoTime() - begin) / 1e9;
    say("the cluster is ready, after %.1f s".formatted(seconds));
    if (globals.isJson()) {
      return status();
    }
    welcome(plan);
    return ExitCode.OK.code();
  }

  private void welcome(ClusterPlan plan) {
    var out = globals.surroundings().out();
    var sampo = "  scripts/sampo " + globals.dataOption();
    out.println(plan.coordinators().getFirst().http());
    out.println(sampo + "submit src/examples/medallion/job.yaml --watch");
    out.println(sampo + "cluster status");
    out.println(sampo + "cluster down");
  }

  /** Shows the nodes. */
  @Command(name = "status", description = "Shows the nodes of the cluster, and how they stand.")
  int status() throws IOException, InterruptedException {
    var status = cluster().status();
    if (globals.isJson()) {
      globals.print(status::write);
    } else {
      var table = new Table(HEADINGS);
      status.nodes().forEach(node -> table.add(cells(node)));
      table.lines().forEach(globals.surroundings().out()::println);
      if (!status.counters().isEmpty()) {
        globals.surroundings().out().println(status.counted());
      }
    }
    return ExitCode.OK.code();
  }

  private static List<String> cells(NodeStatus node) {
    return List.of(
        node.name(),
        String.join(",", node.roles()),
        node.pid() == null ? "" : node.pid().toString(),
        node.address() == null ? "" : node.address(),
        node.http() == null ? "" : node.http(),
        node.status());
  }

  /** Breaks a node. */
  @Command(
      name = "kill",
      description = {
        "Sends a signal to the process of a node, by default KILL.",
        "A node that it ends stays down until 'cluster start NODE'."
      })
  int kill(
      @Parameters(paramLabel = "NODE", description = "Its name, as 'cluster status' has it.")
          String node,
      @Option(
              names = "--signal",
              paramLabel = "SIGNAL",
              defaultValue = "KILL",
              description = "${COMPLETION-CANDIDATES}: crash, end, pause, go on.")
          NodeSignal signal)
      throws IOException, InterruptedException {
    cluster().kill(node, signal);
    return ExitCode.OK.code();
  }

  /** Brings a node back. */
  @Command(name = "start", description = "Brings a node back, and returns when it takes part.")
  int start(@Parameters(paramLabel = "NODE", description = "Its name.") String node)
      throws IOException, InterruptedException {
    cluster().start(node);
    return ExitCode.OK.code();
  }

  /** Makes the cluster grow. */
  @Command(name = "add-worker", description = "Adds a worker, and returns when it takes part.")
  int addWorker(
      @Option(
              names = "--slots",
              paramLabel = "N",
              description = "Attempts that it runs at the same time.")
          @Nullable Integer slots)
      throws IOException, InterruptedException {
    var wanted = new Wanted(null, null, slots, null, null, false);
    globals.surroundings().out().println(cluster().addWorker(wanted.slots()));
    return ExitCode.OK.code();
  }

  /** Stops everything. */
  @Command(
      name = "down",
      description = "Stops the cluster. Its data stays, and 'cluster up' goes on with it.")
  int down() throws IOException, InterruptedException {
    cluster().down();
    return ExitCode.OK.code();
  }

  private LocalCluster cluster() {
    return new LocalCluster(new ClusterFolder(globals.data()), command, database, this::say);
  }

  private void say(String line) {
    globals.surroundings().err().println(line);
  }
}
