package io.sampo.run.machine;

import io.sampo.message.Portions;
import io.sampo.message.RunReport;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.machine.Gate.Seen;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of every task whose dependencies have come to rest, and in turn of the tasks below
 * those that will not run. Reads the run through a small overlay of what this very decision
 * settles, so that one decision covers the deepest chain.
 */
final class Verdicts {

  private final LiveRun run;
  private final Now now;
  private final List<Integer> line = new ArrayList<>();
  private final Set<Integer> listed = new HashSet<>();
  private final Map<Integer, TaskStatus> settled = new HashMap<>();
  private final Map<Integer, Integer> settledAbove = new HashMap<>();
  private final List<Integer> released = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();

  private Verdicts(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  /** The events for the tasks of {@code undecided} and what follows from them, in order. */
  static List<RunEvent> of(LiveRun run, int[] undecided, Now now) {
    var verdicts = new Verdicts(run, now);
    for (var task : undecided) {
      verdicts.add(task);
    }
    verdicts.decide();
    return verdicts.events;
  }

  /** Puts the task in line: a disabled one may be undecided, and lose what it waits for as well. */
  private void add(int task) {
    if (listed.add(task)) {
      line.add(task);
    }
  }

  private void decide() {
    var resting = new ArrayList<Integer>();
    var status = TaskStatus.UPSTREAM_FAILED;
    for (var next = 0; next < line.size(); next++) {
      var task = line.get(next);
      var verdict = verdict(task);
      if (verdict == null) {
        released.add(task);
        continue;
      }
      if (verdict != status) {
        events.addAll(Resting.resolved(status, resting, now));
        resting.clear();
        status = verdict;
      }
      resting.add(task);
      settle(task, verdict);
    }
    events.addAll(Resting.resolved(status, resting, now));
    Portions.of(released, _ -> RunReport.ROW_BYTES_MAX)
        .forEach(part -> events.add(new RunEvent.TasksReleased(now, part)));
  }

  private @Nullable TaskStatus verdict(int task) {
    var above = new ArrayList<Integer>();
    run.plan().graph().forEachAbove(task, above::add);
    return Gate.verdict(run.plan().task(task), place -> seen(above.get(place)));
  }

  private Seen seen(int task) {
    return new Seen(settled.getOrDefault(task, run.status(task)), run.outcome(task));
  }

  private void settle(int task, TaskStatus verdict) {
    settled.put(task, verdict);
    run.plan()
        .graph()
        .forEachBelow(
            task,
            below -> {
              var gone = Objects.requireNonNull(settledAbove.merge(below, 1, Integer::sum));
              if (run.remaining(below) == gone && run.status(below) == TaskStatus.BLOCKED) {
                add(below);
              }
            });
  }
}
