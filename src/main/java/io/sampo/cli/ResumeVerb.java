package io.sampo.cli;

import io.sampo.cli.folder.RunLock;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.RunSession;
import io.sampo.cli.session.StoredRuns;
import io.sampo.config.Settings;
import io.sampo.model.RunId;
import io.sampo.projection.RunHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}: goes on with runs that were interrupted, one after the other. */
@Command(
    name = "resume",
    description = "Goes on with the embedded run that was interrupted, or with all of them.")
final class ResumeVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run's id (default: every run that was interrupted, oldest first).")
  private @Nullable String wanted;

  @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

  ResumeVerb(Globals globals, Nodes nodes) {
    this.globals = globals;
    this.nodes = nodes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var settings = settingsOptions.read(globals.surroundings(), Map.of());
    var runs = new StoredRuns(globals.data(), nodes);
    return wanted == null ? all(runs, settings) : one(runs, runs.find(wanted), settings);
  }

  private int one(StoredRuns runs, RunId run, Settings settings)
      throws IOException, InterruptedException {
    var resumed = resume(runs, run, settings);
    if (resumed.isPresent()) {
      resumed.get().snapshot().ifPresent(new Results(globals)::print);
      return resumed.get().exitCode();
    }
    complain("run %s has ended; there is nothing to resume".formatted(run));
    new Results(globals).print(runs.read(run).orElseThrow(() -> runs.unknown(run.toString())));
    return ExitCode.OK.code();
  }

  private int all(StoredRuns runs, Settings settings) throws IOException, InterruptedException {
    var snapshots = new ArrayList<Snapshot>();
    var exitCodes = new ArrayList<Integer>();
    for (var run : runs.list()) {
      if (globals.surroundings().interrupts().first().isPresent()) {
        break;
      }
      if (isLive(runs, run)) {
        continue;
      }
      try {
        var resumed = resume(runs, run, settings);
        resumed.flatMap(Resumed::snapshot).ifPresent(snapshots::add);
        exitCodes.add(resumed.map(Resumed::exitCode).orElse(ExitCode.OK.code()));
      } catch (IOException | RuntimeException e) {
        complain("run %s: %s".formatted(run, e.getMessage()));
        exitCodes.add(ExitCode.ERROR.code());
      }
    }
    if (exitCodes.isEmpty()) {
      complain("nothing to resume in " + runs.data().root());
    }
    var results = new Results(globals);
    if (snapshots.size() == 1) {
      results.print(snapshots.getFirst());
    } else {
      results.print(snapshots);
    }
    return exitCodes.stream().filter(code -> code != 0).findFirst().orElse(ExitCode.OK.code());
  }

  private boolean isLive(StoredRuns runs, RunId run) throws IOException {
    var holder = RunLock.holder(runs.data().run(run));
    holder.ifPresent(pid -> complain("run %s  is carried out by pid %s".formatted(run, pid)));
    return holder.isPresent();
  }

  /** How a run went on. */
  private record Resumed(Optional<Snapshot> snapshot, int exitCode) {}

  /** Goes on with the run, under its lock; empty if it has ended or was never submitted. */
  private Optional<Resumed> resume(StoredRuns runs, RunId run, Settings settings)
      throws IOException, InterruptedException {
    var folder = runs.data().run(run);
    try (var _ = RunLock.of(folder)) {
      var archive = nodes.read(folder);
      if (archive.isEmpty() || archive.get().history().result() != null) {
        return Optional.empty();
      }
      var job = archive.get().job();
      var session =
          new RunSession(globals.surroundings(), run, job, folder, nodes.name(), settings);
      var history = archive.get().history();
      session.say(List.of(outlook(run, history)));
      var exitCode = session.carryOut(() -> nodes.resume(folder, settings), history.seq());
      return Optional.of(new Resumed(session.snapshot(), exitCode));
    }
  }

  /** Which tasks rest as they are, which were begun and get another attempt, which just wait. */
  private static String outlook(RunId run, RunHistory history) {
    var kept = 0;
    var again = 0;
    for (var task = 0; task < history.size(); task++) {
      if (history.status(task).isFinal()) {
        kept++;
      } else if (!history.attempts(task).isEmpty()) {
        again++;
      }
    }
    return "run %s  kept %d  again %d  waiting %d"
        .formatted(run, kept, again, history.size() - kept - again);
  }

  private void complain(String line) {
    globals.surroundings().err().println(line);
  }
}
