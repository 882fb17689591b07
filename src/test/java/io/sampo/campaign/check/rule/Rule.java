package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.List;

/** Something that must be so in every history. */
interface Rule {

  /** What it is called in a violation, such as {@code R4}. */
  String name();

  /** All that breaks it. */
  List<Violation> violations(History history);

  /** A violation of this rule. */
  default Violation broken(long run, String task, String evidence) {
    return new Violation(name(), run, task, evidence);
  }
}
