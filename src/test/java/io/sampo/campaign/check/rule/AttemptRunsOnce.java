package io.sampo.campaign.check.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.sampo.campaign.check.History;
import io.sampo.campaign.check.Violation;
import java.util.List;
import java.util.TreeMap;

/** R7: no attempt has more than one process. */
record AttemptRunsOnce() implements Rule {

  @Override
  public String name() {
    return "R7";
  }

  @Override
  public List<Violation> violations(History history) {
    var byAttempt =
        history.executions().stream()
            .collect(
                groupingBy(
                    one -> "%d %s %d".formatted(one.run(), one.task(), one.attempt()),
                    TreeMap::new,
                    toList()));
    return byAttempt.values().stream()
        .filter(same -> same.size() > 1)
        .map(same -> {
          var first = same.getFirst();
          var evidence = "attempt %d ran %d times".formatted(first.attempt(), same.size());
          return broken(first.run(), first.task(), evidence);
        })
        .toList();
  }
}
