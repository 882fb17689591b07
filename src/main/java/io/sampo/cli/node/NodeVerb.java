package io.sampo.cli.node;

import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.process.NodeProcess;
import io.sampo.cli.folder.RunLock;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.process.Interrupts;
import io.sampo.cli.process.NodeLog;
import io.sampo.cli.process.OptimizingCompiler;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.cli.view.Wording;
import io.sampo.config.Settings;
import io.sampo.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code node}: one node of a cluster in the foreground, until a signal ends it. */
@Command(
    name = "node",
    description = {
      "One cluster node in the foreground, as cluster-config describes it.",
      "TERM or Ctrl-C ends it in order, a second one at once."
    })
public final class NodeVerb implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(NodeVerb.class);
  private static final long LOOK_EVERY_MILLIS = 50;

  /** Beyond the grace of its tasks: to leave the cluster, and to close the journal. */
  private static final long CLOSE_SLACK_MILLIS = 15_000;

  private final Globals globals;
  private final ClusterNodes nodes;

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  /** The verb on {@code nodes}. */
  public NodeVerb(Globals globals, ClusterNodes nodes) {
    this.globals = globals;
    this.nodes = nodes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var folder = new ClusterFolder(globals.data());
    var place = folder.node(name(settings));
    Files.createDirectories(place.root());
    try (var _ = RunLock.of(place.root());
        var _ = NodeLog.open(place.root(), this::warn)) {
      NodeProcess.current().write(place.pid());
      OptimizingCompiler.giveWay();
      globals.surroundings().signals().accept(globals.surroundings().interrupts());
      var node = start(settings, new ClusterNodes.Place(place.root(), folder.token()));
      return node.isPresent() ? carryOn(node.get(), settings) : endedAtStart();
    }
  }

  /** Checks what the settings say of the node, of which the name is needed here. */
  private static String name(Settings settings) {
    try {
      return settings.node().name();
    } catch (SettingsException e) {
      throw Complaint.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The node once it takes part; empty if a signal came before. */
  private Optional<RunningNode> start(Settings settings, ClusterNodes.Place place)
      throws InterruptedException {
    var starting = new CompletableFuture<RunningNode>();
    var starter =
        Thread.ofPlatform()
            .daemon()
            .uncaughtExceptionHandler((_, e) -> starting.completeExceptionally(e))
            .start(() -> {
              try {
                starting.complete(nodes.start(settings, place));
              } catch (InterruptedException e) {
                starting.completeExceptionally(e);
              }
            });
    while (!starting.isDone()) {
      if (globals.surroundings().interrupts().first().isPresent()) {
        starter.interrupt();
        return Optional.empty();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    if (starting.isCompletedExceptionally()) {
      var failure = starting.exceptionNow();
      LOG.info("the node does not start", failure);
      throw Complaint.failure(
          "the node does not start: %s; see %s"
              .formatted(
                  Wording.clean(String.valueOf(failure.getMessage())),
                  place.folder().resolve("node.log")));
    }
    return Optional.of(starting.join());
  }

  /** The process ends with whatever has begun: nothing ran yet that could be stopped in order. */
  private int endedAtStart() {
    return globals.surroundings().interrupts().first().orElseThrow().exitCode();
  }

  private int carryOn(RunningNode node, Settings settings) throws InterruptedException {
    tell(node);
    var ended = node.ended().toCompletableFuture();
    var dismissed = node.dismissed().toCompletableFuture();
    while (true) {
      if (ended.isDone()) {
        node.close();
        throw Complaint.failure("the node has ended: " + reason(ended));
      }
      if (dismissed.isDone()) {
        node.close();
        return ExitCode.OK.code();
      }
      var signal = globals.surroundings().interrupts().first();
      if (signal.isPresent()) {
        return end(node, signal.get(), settings.task().grace().toMillis());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Ends the node; a node that was asked to, and did so in time, has done well. */
  private int end(RunningNode node, Interrupts.Kind signal, long graceMillis)
      throws InterruptedException {
    var closing = CompletableFuture.runAsync(node::close, Thread::startVirtualThread);
    try {
      closing.get(graceMillis + CLOSE_SLACK_MILLIS, TimeUnit.MILLISECONDS);
      return signal == Interrupts.Kind.INT ? signal.exitCode() : ExitCode.OK.code();
    } catch (TimeoutException e) {
      throw Complaint.failure(
          "the node did not end within %d s; what is left is killed"
              .formatted((graceMillis + CLOSE_SLACK_MILLIS) / 1_000));
    } catch (ExecutionException e) {
      throw Complaint.failure("the node did not end as it should: " + e.getCause());
    }
  }

  private void tell(RunningNode node) {
    var pid = ProcessHandle.current().pid();
    if (globals.isJson()) {
      globals.print(json -> {
        json.writeStartObject();
        json.writeStringField("name", node.name());
        json.writeArrayFieldStart("roles");
        for (var role : node.roles()) {
          json.writeString(role);
        }
        json.writeEndArray();
        json.writeNumberField("pid", pid);
        json.writeStringField("address", node.address());
        json.writeStringField("http", node.url());
        json.writeEndObject();
      });
    } else {
      var url = node.url();
      var words = List.of("node", node.name(), String.join(",", node.roles()), node.address());
      var line = String.join("  ", words) + (url == null ? "" : "  " + url);
      globals.surroundings().out().println(line);
    }
    globals.surroundings().out().flush();
  }

  private void warn(String line) {
    globals.surroundings().err().println("warning: " + Wording.clean(line));
  }

  private static String reason(CompletableFuture<?> ended) {
    return ended.isCompletedExceptionally()
        ? Wording.clean(String.valueOf(ended.exceptionNow().getMessage()))
        : "it left the cluster";
  }
}
