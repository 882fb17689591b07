package io.sampo.cli.runs;

import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.watch.RunWatch;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs watch}: stays with a run on a server to its end. */
@Command(
    name = "watch",
    description = {
      "Shows a run on a server to its end; the exit code is the run's. Ctrl-C only detaches.",
      "-o json prints its events, one JSON object in a line."
    })
public final class WatchVerb implements Callable<Integer> {

  private final Globals globals;
  private final ServerOptions servers;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  /** The verb on runs of the server that {@code servers} lead to. */
  public WatchVerb(Globals globals, ServerOptions servers) {
    this.globals = globals;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var client = servers.watchingClient(globals)) {
      return new RunWatch(globals, client, ServerRuns.id(run)).toEnd(false);
    }
  }
}
