package io.sampo.cli.runs;

import io.sampo.cli.folder.LiveAnswer;
import io.sampo.cli.folder.LiveRequest;
import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.session.Continuation;
import io.sampo.cli.session.Continuation.Continued;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.Results;
import io.sampo.config.Settings;
import io.sampo.definition.field.Similar;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;
import java.io.IOException;

/**
 * The way of a wish to its run: through the socket of a live one; else this process goes on with
 * the run, as {@code resume} does, once the wish is granted.
 */
final class Wishes {

  private final Globals globals;
  private final StoredRuns runs;
  private final RunId run;

  private Wishes(Globals globals, StoredRuns runs, RunId run) {
    this.globals = globals;
    this.runs = runs;
    this.run = run;
  }

  /**
   * Wishes about the run that {@code text} names, which must be at the top.
   *
   * @throws Complaint if there is none
   */
  static Wishes about(String text, Globals globals, Nodes nodes) throws IOException {
    var runs = new StoredRuns(globals.data(), nodes);
    return new Wishes(globals, runs, runs.findRoot(text));
  }

  RunId run() {
    return run;
  }

  /**
   * What is on disk of the run.
   *
   * @throws Complaint if it was never submitted
   */
  Nodes.Archive archive() throws IOException {
    return runs.archive(run).orElseThrow(() -> runs.unknown(run.toString()));
  }

  /**
   * The task of the run that {@code text} names.
   *
   * @param option by which it was named
   * @throws Complaint if there is none
   */
  TaskKey task(String option, String text) throws IOException {
    var keys = archive().job().tasks().stream().map(task -> task.key().value()).toList();
    if (keys.contains(text)) {
      return new TaskKey(text);
    }
    var near = Similar.to(text, keys);
    throw Complaint.usage(
        "%s: %s is no task of run %s (%s)"
            .formatted(
                option,
                text,
                run,
                near == null ? "see 'runs get'" : "did you mean '%s'?".formatted(near)));
  }

  /**
   * Sends a wish, and stays with the run unless another process carries it out.
   *
   * @return the exit code: that of the run, if this process went on with it
   * @throws Complaint if the wish is refused
   */
  int send(RunCommand.Wish wish, Settings settings) throws IOException, InterruptedException {
    var answer = RunSocket.ask(runs.data().run(run), new LiveRequest.Grant(wish));
    if (answer.isPresent()) {
      LiveAnswer.read(answer.get());
      tell(wish);
      return ExitCode.OK.code();
    }
    var continuation = new Continuation(globals.surroundings(), runs, settings);
    var continued = continuation.resume(run, wish);
    continued.snapshot().ifPresent(new Results(globals)::print);
    return exitCode(wish, continued);
  }

  /** Who wished for the end of a run has what he wished for when the run was cancelled. */
  private static int exitCode(RunCommand.Wish wish, Continued continued) {
    var isCanceled = continued.exitCode() == ExitCode.RUN_CANCELED.code();
    return wish instanceof RunCommand.Stop && isCanceled
        ? ExitCode.OK.code()
        : continued.exitCode();
  }

  /** Tells that the end of a run was asked for elsewhere. */
  static void tellCanceled(Globals globals, RunId run) {
    tell(globals, run, new RunCommand.Stop(StopReason.CANCELED, ""));
  }

  private void tell(RunCommand.Wish wish) {
    tell(globals, run, wish);
  }

  private static void tell(Globals globals, RunId run, RunCommand.Wish wish) {
    if (globals.isJson()) {
      globals.print(json -> {
        json.writeStartObject();
        json.writeNumberField("run_id", run.value());
        if (wish instanceof RunCommand.Repair repair) {
          json.writeNumberField("repair_id", repair.id());
        }
        json.writeEndObject();
      });
    } else {
      var line = "run %s  %s".formatted(run, said(wish));
      globals.surroundings().out().println(line);
    }
  }

  private static String said(RunCommand.Wish wish) {
    return switch (wish) {
      case RunCommand.Submit _ -> "submitted";
      case RunCommand.Stop _ -> "is being cancelled";
      case RunCommand.CancelTask cancel -> "task %s is being cancelled".formatted(cancel.task());
      case RunCommand.Mark mark -> "task %s is %s".formatted(mark.task(), mark.how().status());
      case RunCommand.Repair repair -> "repair %d has begun".formatted(repair.id());
    };
  }
}
