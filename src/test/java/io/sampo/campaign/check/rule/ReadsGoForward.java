package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.Told.Look;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * R11: what was asked after an answer shows no earlier state than that answer: the version and the
 * attempts only grow, and a result stays; whichever node is asked.
 */
record ReadsGoForward() implements Rule {

  @Override
  public String name() {
    return "R11";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    var last = new HashMap<Long, Look>();
    var all =
        Stream.concat(
            history.told(Look.class), history.runs().stream().map(ReadsGoForward::lastLook));
    for (var look : (Iterable<Look>) all::iterator) {
      var before = last.get(look.run());
      if (before != null && before.atMillis() <= look.sentMillis() && isBack(before, look)) {
        violations.add(broken(look.run(), "", "%s, then %s".formatted(before, look)));
      }
      last.put(look.run(), look);
    }
    return violations;
  }

  /** The final document, which was asked for after all else. */
  private static Look lastLook(RunRecord run) {
    var attempts = run.tasks().stream().mapToInt(task -> task.attempts().size()).sum();
    return new Look(
        run.run(), "", Long.MAX_VALUE, Long.MAX_VALUE, run.seq(), run.result(), attempts);
  }

  private static boolean isBack(Look before, Look look) {
    return look.seq() < before.seq()
        || look.attempts() < before.attempts()
        || (!before.result().isEmpty() && !before.result().equals(look.result()));
  }
}
