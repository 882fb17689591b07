package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.AttemptRecord;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.ScriptedJob;
import io.sampo.campaign.check.ScriptedTask;
import io.sampo.campaign.check.TaskRecord;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * R12: the results of a run and of its tasks are those that the scripts come to, and no failure
 * that was not the task's own used up one of its retries. A run that was cancelled is just that.
 */
record ResultAsScripted() implements Rule {

  private static final String CANCELED = "CANCELED";

  @Override
  public String name() {
    return "R12";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      var script = history.script(run);
      if (script.isPresent() && !run.result().isEmpty()) {
        var isWished = history.wishes().contains(run.run());
        var isCancelled = history.isCancelled(run.run()) || (isWished && isCanceled(run));
        check(run, isCancelled ? CANCELED : script.get().result(), violations);
        if (!isCancelled) {
          run.tasks().forEach(task -> check(run, script.get(), task, violations));
        }
      }
    }
    return violations;
  }

  private static boolean isCanceled(RunRecord run) {
    return run.result().equals(CANCELED);
  }

  private void check(RunRecord run, String expected, List<Violation> violations) {
    if (!run.result().equals(expected)) {
      violations.add(broken(run.run(), "", "%s (expected: %s)".formatted(run.result(), expected)));
    }
  }

  private void check(
      RunRecord run, ScriptedJob script, TaskRecord task, List<Violation> violations) {
    var scripted = script.task(task.key());
    var expected =
        !script.isReached(task.key())
            ? "UPSTREAM_FAILED"
            : scripted.succeeds() ? "SUCCESS" : "FAILED";
    if (!task.result().equals(expected)) {
      violations.add(
          broken(run.run(), task.key(), "%s (expected: %s)".formatted(task.result(), expected)));
      return;
    }
    var failed = task.attempts().stream().filter(AttemptRecord::isFailure).count();
    if (expected.equals("FAILED")
        ? failed != scripted.retries() + 1
        : failed > failures(scripted)) {
      violations.add(
          broken(run.run(), task.key(), "%d attempts failed of %s".formatted(failed, scripted)));
    }
  }

  private static int failures(ScriptedTask scripted) {
    return scripted.failures();
  }
}
