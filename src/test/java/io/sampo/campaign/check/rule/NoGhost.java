package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.Execution;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.List;

/** R8: every process is a recorded attempt, with the fence that is recorded. */
record NoGhost() implements Rule {

  @Override
  public String name() {
    return "R8";
  }

  @Override
  public List<Violation> violations(History history) {
    return history.executions().stream()
        .filter(one -> !isRecorded(history, one))
        .map(one -> {
          var evidence =
              "attempt %d with fence %d ran, and is not recorded"
                  .formatted(one.attempt(), one.fence());
          return broken(one.run(), one.task(), evidence);
        })
        .toList();
  }

  private static boolean isRecorded(History history, Execution execution) {
    return history
        .run(execution.run())
        .flatMap(run -> run.attempt(execution))
        .filter(attempt -> attempt.fence() == execution.fence())
        .isPresent();
  }
}
