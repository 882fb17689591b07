package io.sampo.cli.runs;

import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark.How;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs mark}: says what became of a task, in place of its work. */
@Command(
    name = "mark",
    description = "Counts a task as done, or as not called for, without its work.")
public final class MarkVerb implements Callable<Integer> {

  /** What a task can be marked as, as people write it. */
  enum As {
    succeeded(How.SUCCEEDED),
    skipped(How.SKIPPED);

    private final How how;

    As(How how) {
      this.how = how;
    }
  }

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "KEY", description = "The task's key.")
  private String task = "";

  @Parameters(index = "2", paramLabel = "AS", description = "${COMPLETION-CANDIDATES}.")
  private As as = As.succeeded;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      required = true,
      description = "The reason, for those who read the run's history.")
  private String why = "";

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public MarkVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    servers.refuseServer(globals, "runs mark");
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var wishes = Wishes.about(run, globals, nodes);
    var by = globals.surroundings().user();
    return wishes.send(new RunCommand.Mark(wishes.task("KEY", task), as.how, by, why), settings);
  }
}
