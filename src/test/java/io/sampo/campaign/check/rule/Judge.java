package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.List;

/** Judges a history by every rule. */
public final class Judge {

  private static final List<Rule> RULES =
      List.of(
          new AcceptedIsThere(),
          new OneRunPerToken(),
          new EveryRunEnds(),
          new LastAttemptDecides(),
          new DependenciesFirst(),
          new NoPhantom(),
          new AttemptRunsOnce(),
          new NoGhost(),
          new NoOverlap(),
          new NothingAfterTheEnd(),
          new ReadsGoForward(),
          new ResultAsScripted(),
          new CancelledStops());

  private Judge() {}

  /** Everything that is wrong with {@code history}. */
  public static List<Violation> violations(History history) {
    return RULES.stream().flatMap(rule -> rule.violations(history).stream()).toList();
  }
}
