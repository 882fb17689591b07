package io.sampo.cli;

import io.sampo.cli.folder.RunLock;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.session.Continuation;
import io.sampo.cli.session.Continuation.Continued;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.Results;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.model.RunId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
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
    var continuation = new Continuation(globals.surroundings(), runs, settings);
    return wanted == null ? all(runs, continuation) : one(runs, root(runs, wanted), continuation);
  }

  /** A run that is the work of a task goes on with the run at the top, or not at all. */
  private static RunId root(StoredRuns runs, String text) throws IOException {
    var run = runs.find(text);
    var root = runs.data().root(run);
    if (!root.equals(run)) {
      throw Complaint.usage(
          "run %s is part of run %s; go on with: scripts/sampo resume %s"
              .formatted(run, root, root));
    }
    return run;
  }

  private int one(StoredRuns runs, RunId run, Continuation continuation)
      throws IOException, InterruptedException {
    var continued = continuation.resume(run);
    if (continued.isPresent()) {
      continued.get().snapshot().ifPresent(new Results(globals)::print);
      return continued.get().exitCode();
    }
    complain("run %s has ended; there is nothing to resume".formatted(run));
    new Results(globals).print(runs.read(run).orElseThrow(() -> runs.unknown(run.toString())));
    return ExitCode.OK.code();
  }

  private int all(StoredRuns runs, Continuation continuation)
      throws IOException, InterruptedException {
    var snapshots = new ArrayList<Snapshot>();
    var exitCodes = new ArrayList<Integer>();
    for (var run : runs.roots()) {
      if (globals.surroundings().interrupts().first().isPresent()) {
        break;
      }
      if (isLive(runs, run)) {
        continue;
      }
      try {
        var continued = continuation.resume(run);
        continued.flatMap(Continued::snapshot).ifPresent(snapshots::add);
        exitCodes.add(continued.map(Continued::exitCode).orElse(ExitCode.OK.code()));
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

  private void complain(String line) {
    globals.surroundings().err().println(line);
  }
}
