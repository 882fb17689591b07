package io.sampo.simulation.rehearsal;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.Outcome;
import io.sampo.run.RunEvent.AttemptsStarted.Started;

/** How attempts go by a script, and by what their tasks allow. */
final class Attempts {

  private static final Outcome FAILURE = new Outcome.Failed(false, "made to fail", null, null);

  private final Script script;

  Attempts(Script script) {
    this.script = script;
  }

  /**
   * The attempt that a worker starts at {@code millis}.
   *
   * @throws Endless if it fails as so many before it
   */
  Turn turn(Act act, int worker, Started started, long millis) {
    var path = act.path(started.task());
    var task = act.run().definition(started.task());
    var duration = script.millis(path, task);
    Check.range("duration of " + path, duration, 0, Limits.WAIT_MILLIS_MAX);
    var limit = task.timeoutMillis();
    var isLate = limit > 0 && duration > limit;
    var outcome = isLate ? new Outcome.TimedOut(limit) : outcome(path);
    if (!(outcome instanceof Outcome.Succeeded)) {
      check(path, started.attempt());
    }
    var begun = new Stage.Began(millis);
    return new Turn(
        act.number(),
        worker,
        new RunReport.Entry(started.task(), started.attempt(), started.fence(), begun),
        millis,
        millis + (isLate ? limit : duration),
        outcome);
  }

  /** Gives up when a task was tried often enough. */
  static void check(String path, int attempt) {
    if (attempt >= Rehearsal.ATTEMPTS_MAX) {
      throw Endless.retries(path);
    }
  }

  private Outcome outcome(String path) {
    if (script.fails(path)) {
      return FAILURE;
    }
    var values = script.values(path);
    return values.isEmpty() ? Outcome.Succeeded.PLAIN : new Outcome.Succeeded(values);
  }
}
