package io.sampo.cli.session;

import io.sampo.cli.folder.RunLock;
import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.view.Wording;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.TaskStatus;
import io.sampo.projection.RunHistory;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.machine.RunMachine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes on, in this process, with runs that no process carries out any more. */
public final class Continuation {

  private final Surroundings surroundings;
  private final StoredRuns runs;
  private final Settings settings;

  /** Goes on with some of {@code runs}. */
  public Continuation(Surroundings surroundings, StoredRuns runs, Settings settings) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.settings = settings;
  }

  /** How a run went on. */
  public record Continued(Optional<Snapshot> snapshot, int exitCode) {}

  /** Goes on with the run; empty if it has ended or was never submitted. */
  public Optional<Continued> resume(RunId run) throws IOException, InterruptedException {
    try (var _ = RunLock.of(runs.data().run(run))) {
      var archive = runs.archive(run);
      if (archive.isEmpty() || archive.get().history().result() != null) {
        return Optional.empty();
      }
      return Optional.of(carryOn(archive.get(), null));
    }
  }

  /**
   * Goes on with the run, which may have ended, once {@code wish} is granted.
   *
   * @throws Complaint if it is not
   */
  public Continued resume(RunId run, RunCommand.Wish wish)
      throws IOException, InterruptedException {
    try (var _ = RunLock.of(runs.data().run(run))) {
      var archive = runs.archive(run).orElseThrow(() -> runs.unknown(run.toString()));
      refuse(archive.history(), wish);
      return carryOn(archive, wish);
    }
  }

  /** What would be refused is refused before anything is started for it. */
  private void refuse(RunHistory history, RunCommand.Wish wish) {
    var live = history.live();
    if (history.result() != null && isOfOpenRuns(wish)) {
      throw Complaint.state(
          "run %s has ended: %s (expected: a run that has not)"
              .formatted(history.run(), history.result()));
    }
    if (live != null) {
      var now = new Now(surroundings.clock().millis(), 0);
      var decision = new RunMachine(runs.nodes().name()).decide(live, wish, now);
      if (!decision.refusals().isEmpty()) {
        var refused = decision.refusals().getFirst();
        throw Complaint.refused(
            refused.reason().errorCode(), refused.reason() + ": " + refused.what());
      }
    }
  }

  private static boolean isOfOpenRuns(RunCommand.Wish wish) {
    return switch (wish) {
      case RunCommand.Stop _, RunCommand.CancelTask _ -> true;
      case RunCommand.Submit _, RunCommand.Mark _, RunCommand.Repair _ -> false;
    };
  }

  private Continued carryOn(Nodes.Archive archive, RunCommand.@Nullable Wish wish)
      throws IOException, InterruptedException {
    var place = new RunPlace(runs.data(), archive.run());
    var job = archive.job();
    var session = new RunSession(surroundings, place, job, settings);
    var history = archive.history();
    session.say(List.of(outlook(place, history)));
    var exitCode = session.carryOut(() -> open(place, wish), history.seq());
    return new Continued(session.snapshot(), exitCode);
  }

  private EmbeddedRun open(RunPlace place, RunCommand.@Nullable Wish wish) {
    var run = runs.nodes().resume(place, settings);
    if (wish != null
        && run.ask(wish).toCompletableFuture().join()
            instanceof Answer.Declined(var errorCode, var reason)) {
      run.close();
      throw Complaint.refused(errorCode, reason);
    }
    return run;
  }

  /**
   * Of a run that has not ended: which tasks rest as they are, which may have begun and get another
   * attempt, which just wait. A worker tells of a beginning a little later; an interrupt comes
   * between.
   */
  private static String outlook(RunPlace place, RunHistory history) {
    var run = place.run();
    if (history.result() != null) {
      var name = Wording.clean(history.plan().job().name());
      return "run %s  %s  data %s".formatted(run, name, place.data().root());
    }
    var kept = 0;
    var again = 0;
    for (var task = 0; task < history.size(); task++) {
      var status = history.status(task);
      if (status.isFinal()) {
        kept++;
      } else if (status == TaskStatus.ASSIGNED || !history.attempts(task).isEmpty()) {
        again++;
      }
    }
    return "run %s  kept %d  again %d  waiting %d"
        .formatted(run, kept, again, history.size() - kept - again);
  }
}
