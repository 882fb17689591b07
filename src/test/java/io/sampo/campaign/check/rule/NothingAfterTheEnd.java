package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;

/** R10: no process of a run starts after the run's end. */
record NothingAfterTheEnd() implements Rule {

  @Override
  public String name() {
    return "R10";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      var end = run.endMillis();
      for (var one : history.executions(run)) {
        if (end != null && one.start().millis() > end) {
          var evidence =
              "attempt %d started %d ms after the run's end"
                  .formatted(one.attempt(), one.start().millis() - end);
          violations.add(broken(run.run(), one.task(), evidence));
        }
      }
    }
    return violations;
  }
}
