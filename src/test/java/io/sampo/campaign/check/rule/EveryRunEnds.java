package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;

/** R3: every run ends, soon after the last fault at the latest. */
record EveryRunEnds() implements Rule {

  @Override
  public String name() {
    return "R3";
  }

  @Override
  public List<Violation> violations(History history) {
    var limits = history.limits();
    var last = limits.calmMillis() + limits.endingMillis();
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      var end = run.endMillis();
      if (end == null || run.result().isEmpty()) {
        violations.add(broken(run.run(), "", "has not ended"));
      } else if (end > last) {
        violations.add(broken(run.run(), "", "ended %d ms too late".formatted(end - last)));
      }
    }
    return violations;
  }
}
