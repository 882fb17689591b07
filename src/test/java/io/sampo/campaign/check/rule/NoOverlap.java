package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Overlap;
import io.sampo.campaign.check.Violation;
import java.util.List;

/** R9: attempts of one task do not overlap, unless the worker of the earlier one was paused. */
record NoOverlap() implements Rule {

  @Override
  public String name() {
    return "R9";
  }

  @Override
  public List<Violation> violations(History history) {
    return Overlap.in(history).stream()
        .filter(overlap -> !overlap.isExcused())
        .map(overlap -> {
          var earlier = overlap.earlier();
          var evidence =
              "attempt %d was still there when attempt %d had begun"
                  .formatted(earlier.attempt(), overlap.later().attempt());
          return broken(earlier.run(), earlier.task(), evidence);
        })
        .toList();
  }
}
