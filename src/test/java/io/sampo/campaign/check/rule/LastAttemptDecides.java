package io.sampo.campaign.check.rule;

import io.sampo.campaign.check.AttemptRecord;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import io.sampo.campaign.check.TaskRecord;
import io.sampo.campaign.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * R4: attempts are numbered from 0 without a gap, by fences that grow; one at most succeeds, and is
 * the last. No attempt is left under way.
 */
record LastAttemptDecides() implements Rule {

  @Override
  public String name() {
    return "R4";
  }

  @Override
  public List<Violation> violations(History history) {
    var violations = new ArrayList<Violation>();
    for (var run : history.runs()) {
      for (var task : run.tasks()) {
        check(run, task, violations);
      }
    }
    return violations;
  }

  private void check(RunRecord run, TaskRecord task, List<Violation> violations) {
    var attempts = task.attempts();
    var numbers = attempts.stream().map(AttemptRecord::attempt).toList();
    if (!numbers.equals(IntStream.range(0, attempts.size()).boxed().toList())) {
      violations.add(broken(run.run(), task.key(), "attempts %s".formatted(numbers)));
    }
    var fences = attempts.stream().map(AttemptRecord::fence).toList();
    if (!fences.equals(fences.stream().distinct().sorted().toList())) {
      violations.add(broken(run.run(), task.key(), "fences %s".formatted(fences)));
    }
    var superseded = attempts.isEmpty() ? attempts : attempts.subList(0, attempts.size() - 1);
    if (superseded.stream().anyMatch(AttemptRecord::isSuccess)) {
      violations.add(broken(run.run(), task.key(), "another attempt follows a success"));
    }
    var isOver = !run.result().isEmpty();
    if (isOver && attempts.stream().anyMatch(one -> one.state().equals("RUNNING"))) {
      violations.add(broken(run.run(), task.key(), "the run is over, an attempt is not"));
    }
    var last = attempts.isEmpty() ? null : attempts.getLast();
    if (task.result().equals("SUCCESS") && (last == null || !last.isSuccess())) {
      violations.add(broken(run.run(), task.key(), "SUCCESS without a last attempt that is"));
    }
  }
}
