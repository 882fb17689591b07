package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.Execution;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;

/** R5: no process of a task starts before those have ended well whose tasks it depends on. */
record DependenciesFirst() implements Rule {

  @Override
  public String name() {
    return "R5";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      var script = history.script(run);
      if (script.isPresent()) {
        var executions = history.executions(run);
        for (var one : executions) {
          for (var before : script.get().task(one.task()).after()) {
            if (!hasSucceeded(run, before, executions, one)) {
              violations.add(
                  broken(run.run(), one.task(), "started before %s had ended".formatted(before)));
            }
          }
        }
      }
    }
    return violations;
  }

  /** By the accepted attempt, if there is one; a task that is not recorded as ended, never. */
  private static boolean hasSucceeded(
      RunRecord run, String key, List<Execution> executions, Execution next) {
    return executions.stream()
        .filter(one -> one.task().equals(key) && one.endedBefore(next))
        .flatMap(one -> run.attempt(one).stream())
        .anyMatch(attempt -> attempt.isSuccess());
  }
}
