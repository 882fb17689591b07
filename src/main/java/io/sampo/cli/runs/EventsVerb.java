package io.sampo.cli.runs;

import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.projection.EventLine;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs events}: the journal of a run, one JSON object in each line. */
@Command(name = "events", description = "Prints the journal of a run, one JSON object in a line.")
public final class EventsVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public EventsVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      try (var client = server.get()) {
        new ServerRuns(client).events(ServerRuns.id(run), globals.surroundings().out()::println);
        return ExitCode.OK.code();
      }
    }
    var runs = new StoredRuns(globals.data(), nodes);
    var archive = runs.archive(runs.find(run)).orElseThrow(() -> runs.unknown(run));
    var history = new RunHistory(Plan.of(archive.job()));
    for (var event : archive.events()) {
      history.accept(event);
      globals.surroundings().out().println(EventLine.of(event, history));
    }
    return ExitCode.OK.code();
  }
}
