package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.ScriptedJob;
import io.sampo.campaign.check.Told;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** R2: what was submitted under one token is one run, however often it was sent. */
record OneRunPerToken() implements Rule {

  @Override
  public String name() {
    return "R2";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var job : history.jobs()) {
      var runs = new TreeSet<Long>();
      history
          .told(Told.Accepted.class)
          .filter(accepted -> accepted.token().equals(job.token()))
          .forEach(accepted -> runs.add(accepted.run()));
      runs.addAll(listed(history, job));
      if (runs.size() > 1) {
        violations.add(broken(runs.first(), "", "%s is the runs %s".formatted(job.token(), runs)));
      }
    }
    for (var run : history.runs()) {
      if (history.script(run).isEmpty()) {
        violations.add(broken(run.run(), "", "nobody submitted %s".formatted(run.job())));
      }
    }
    return violations;
  }

  private static List<Long> listed(History history, ScriptedJob job) {
    return history.runs().stream()
        .filter(run -> run.job().equals(job.name()))
        .map(RunRecord::run)
        .toList();
  }
}
