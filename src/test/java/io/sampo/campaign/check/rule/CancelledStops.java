package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Told;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * R14: soon after a cancel was confirmed nothing of the run starts, and in the end nothing is left.
 */
record CancelledStops() implements Rule {

  @Override
  public String name() {
    return "R14";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    history
        .told(Told.Cancelled.class)
        .forEach(told -> {
          var last = told.atMillis() + history.limits().stoppingMillis();
          history.executions().stream()
              .filter(one -> one.run() == told.run() && one.start().millis() > last)
              .map(one -> {
                var late = one.start().millis() - told.atMillis();
                return broken(
                    one.run(), one.task(), "started %d ms after the cancel".formatted(late));
              })
              .forEach(violations::add);
        });
    for (var left : history.leftovers()) {
      violations.add(
          broken(
              left.run(),
              left.task(),
              "process %d of attempt %d is left".formatted(left.process(), left.attempt())));
    }
    return violations;
  }
}
