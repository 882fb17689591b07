package io.sampo.projection.why;

import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskStatus;
import io.sampo.projection.why.Reason.RunIfNotMet.Came;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Why a task never ran. */
final class LeftOut {

  private static final int NAMED_MAX = 20;

  private final Telling telling;
  private final LiveRun run;
  private final Roots roots;

  LeftOut(Telling telling) {
    this.telling = telling;
    run = telling.run;
    roots = new Roots(telling);
  }

  int upstreamFailed(int task) {
    var way =
        roots.way(
            task,
            status -> status == TaskStatus.UPSTREAM_FAILED,
            status -> status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT);
    if (way.isEmpty()) {
      return runIfNotMet(task);
    }
    ruleUnlessUsual(task);
    var root = way.getLast();
    telling.say(
        task,
        new Reason.UpstreamFailed(
            telling.history.name(root), run.status(root), message(root), names(way)));
    return root;
  }

  private String message(int root) {
    var conclusion = telling.incidents.conclusion(root);
    var last = telling.last(root);
    if (conclusion != null) {
      return conclusion;
    }
    return last == null || last.message() == null ? "" : last.message();
  }

  int upstreamCanceled(int task) {
    var way =
        roots.way(
            task,
            status -> status == TaskStatus.UPSTREAM_CANCELED,
            status -> status == TaskStatus.CANCELED);
    if (way.isEmpty()) {
      return runIfNotMet(task);
    }
    ruleUnlessUsual(task);
    telling.say(task, new Reason.UpstreamCanceled(telling.history.name(way.getLast()), names(way)));
    return way.getLast();
  }

  private List<String> names(List<Integer> way) {
    var names = new ArrayList<>(way.stream().limit(NAMED_MAX).map(telling.history::name).toList());
    if (way.size() > NAMED_MAX) {
      names.set(NAMED_MAX - 1, telling.history.name(way.getLast()));
    }
    return names;
  }

  int excluded(int task) {
    var above = telling.above(task);
    if (above.length == 0) {
      var only =
          IntStream.range(0, run.plan().size())
              .filter(other -> !telling.is(other, TaskStatus.EXCLUDED))
              .limit(NAMED_MAX)
              .mapToObj(telling.history::name);
      return telling.end(task, new Reason.NotCalledFor(only.toList()));
    }
    var missed = missed(task, above);
    if (missed != Telling.END) {
      return missed;
    }
    if (IntStream.of(above).allMatch(one -> telling.is(one, TaskStatus.EXCLUDED))) {
      var names = IntStream.of(above).limit(NAMED_MAX).mapToObj(telling.history::name).toList();
      telling.say(task, new Reason.Excluded(names));
      return above[0];
    }
    return runIfNotMet(task);
  }

  /** A condition above came to something else: says so, and leads to it. */
  private int missed(int task, int[] above) {
    var dependencies = run.definition(task).dependsOn();
    for (var place = 0; place < above.length; place++) {
      var wanted = dependencies.get(place).outcome();
      var outcome = run.outcome(above[place]);
      if (wanted != null
          && outcome != null
          && !Objects.equals(wanted, outcome)
          && telling.is(above[place], TaskStatus.SUCCESS)) {
        telling.say(
            task,
            new Reason.Condition(
                telling.history.name(above[place]),
                wanted,
                outcome,
                telling.incidents.conclusion(above[place])));
        return above[place];
      }
    }
    return Telling.END;
  }

  int disabled(int task) {
    if (run.definition(task).disabled()) {
      return telling.end(task, new Reason.Disabled());
    }
    telling.say(task, rule(task));
    return telling.firstAbove(task, above -> telling.is(above, TaskStatus.DISABLED));
  }

  private void ruleUnlessUsual(int task) {
    if (run.definition(task).runIf() != RunIf.ALL_SUCCESS) {
      telling.say(task, rule(task));
    }
  }

  private int runIfNotMet(int task) {
    return telling.end(task, rule(task));
  }

  private Reason rule(int task) {
    var above = telling.above(task);
    var came =
        IntStream.of(above)
            .limit(NAMED_MAX)
            .mapToObj(one -> new Came(telling.history.name(one), run.status(one)))
            .toList();
    return new Reason.RunIfNotMet(run.definition(task).runIf(), came, above.length - came.size());
  }
}
