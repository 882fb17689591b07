package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.AttemptRecord;
import io.sampo.campaign.check.Execution;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.TaskRecord;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** R6: every recorded result has a process that ended just so. */
record NoPhantom() implements Rule {

  @Override
  public String name() {
    return "R6";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      var executions = history.executions(run);
      for (var task : run.tasks()) {
        for (var attempt : task.attempts()) {
          var isResult = attempt.isSuccess() || attempt.isFailure();
          if (isResult && executions.stream().noneMatch(one -> isOf(one, task, attempt))) {
            violations.add(phantom(run, task, attempt));
          }
        }
      }
    }
    return violations;
  }

  private Violation phantom(RunRecord run, TaskRecord task, AttemptRecord attempt) {
    return broken(
        run.run(),
        task.key(),
        "attempt %d is %s with exit code %s, and no process ended so"
            .formatted(attempt.attempt(), attempt.state(), attempt.exitCode()));
  }

  private static boolean isOf(Execution execution, TaskRecord task, AttemptRecord attempt) {
    return execution.task().equals(task.key())
        && execution.attempt() == attempt.attempt()
        && execution.end() != null
        && Objects.equals(execution.exitCode(), attempt.exitCode());
  }
}
