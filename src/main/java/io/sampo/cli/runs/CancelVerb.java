package io.sampo.cli.runs;

import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs cancel}: ends a run, or one task of it, early. */
@Command(name = "cancel", description = "Ends a run, or one task of it, early.")
public final class CancelVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Option(
      names = "--task",
      paramLabel = "KEY",
      description = "Only this task; what depends on it goes on as its run_if says.")
  private @Nullable String task;

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public CancelVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      return onServer(server.get());
    }
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var wishes = Wishes.about(run, globals, nodes);
    var by = globals.surroundings().user();
    var wish =
        task == null
            ? new RunCommand.Stop(StopReason.CANCELED, by)
            : new RunCommand.CancelTask(wishes.task("--task", task), by);
    return wishes.send(wish, settings);
  }

  private int onServer(ServerClient server) throws InterruptedException {
    try (server) {
      if (task != null) {
        throw Complaint.usage(
            "--task: %s (expected: a whole run; on a server there is no more yet)".formatted(task));
      }
      var id = ServerRuns.id(run);
      new ServerRuns(server).cancel(id);
      Wishes.tellCanceled(globals, id);
      return ExitCode.OK.code();
    }
  }
}
