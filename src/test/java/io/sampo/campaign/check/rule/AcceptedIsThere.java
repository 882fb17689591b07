package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Told;
import io.sampo.campaign.check.Violation;
import java.util.List;

/** R1: every run whose submission was confirmed is there at the end. */
record AcceptedIsThere() implements Rule {

  @Override
  public String name() {
    return "R1";
  }

  @Override
  public List<Violation> violations(History history) {
    return history
        .told(Told.Accepted.class)
        .filter(accepted -> history.run(accepted.run()).isEmpty())
        .map(accepted ->
            broken(accepted.run(), "", "accepted as %s, and gone".formatted(accepted.token())))
        .toList();
  }
}
