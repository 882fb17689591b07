package io.sampo.cli.view;

import io.sampo.model.TaskStatus;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of the iterations that one event brought to rest. Of a short loop every word is
 * said; of a long one how it gets on, a line for each tenth, and the first failures.
 */
final class LoopNews {

  /** Iterations of a loop that is short. */
  static final int SHORT_MAX = 20;

  /** Failures of a long loop that are told. */
  static final int FAILURES_MAX = 20;

  private static final int TENTHS = 10;

  private final RunHistory history;
  private final Map<Integer, Integer> rested = new TreeMap<>();
  private final Map<Integer, Integer> failed = new HashMap<>();
  private final Map<Integer, Integer> told = new HashMap<>();

  /**
   * News about {@code history}.
   *
   * @param tasks those that the last event of the history was about
   */
  LoopNews(RunHistory history, List<Integer> tasks) {
    this.history = history;
    for (var task : tasks) {
      if (isQuiet(history, task) && history.status(task).isFinal()) {
        rested.merge(loop(history, task).task(), 1, Integer::sum);
        if (hasFailed(task)) {
          failed.merge(loop(history, task).task(), 1, Integer::sum);
        }
      }
    }
  }

  /** Whether the task is an iteration of a loop that is too long to tell of each. */
  static boolean isQuiet(RunHistory history, int task) {
    return task >= history.size() && loop(history, task).count() > SHORT_MAX;
  }

  private static Loop loop(RunHistory history, int iteration) {
    var live = history.live();
    if (live == null) {
      throw new IllegalStateException("a run that has not begun has no iterations");
    }
    return live.loopOf(iteration);
  }

  private boolean hasFailed(int task) {
    var status = history.status(task);
    return status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT;
  }

  /** Whether the task's failure is to be told; to be asked once for each, in their order. */
  boolean tells(int task) {
    if (!isQuiet(history, task)) {
      return true;
    }
    if (!hasFailed(task)) {
      return false;
    }
    var loop = loop(history, task);
    var before = loop.statistics().failed() - failed.getOrDefault(loop.task(), 0);
    return before + told.merge(loop.task(), 1, Integer::sum) <= FAILURES_MAX;
  }

  /** A line for each long loop of which another tenth is done, or that begins to be quiet. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var entry : rested.entrySet()) {
      var loop = history.loop(entry.getKey());
      if (loop == null) {
        continue;
      }
      var now = loop.statistics();
      var failures = failed.getOrDefault(entry.getKey(), 0);
      if (now.failed() > FAILURES_MAX && now.failed() - failures <= FAILURES_MAX) {
        lines.add(line(loop, "more failures are not shown one by one"));
      }
      if (now.completed() < now.total()
          && tenth(now.completed(), now.total())
              > tenth(now.completed() - entry.getValue(), now.total())) {
        lines.add(line(loop, progress(history, loop)));
      }
    }
    return lines;
  }

  private static long tenth(int done, int total) {
    return (long) done * TENTHS / total;
  }

  private String line(Loop loop, String what) {
    var status = history.status(loop.task());
    return "%s %s  %s  %s"
        .formatted(Mark.of(status).symbol(), history.name(loop.task()), status, what);
  }

  /** Such as {@code 12/100 done, 2 failed, 3 running}. */
  static String progress(RunHistory history, Loop loop) {
    var now = loop.statistics();
    return progress(now.completed(), now.total(), now.failed(), history.underWay(loop));
  }

  static String progress(long completed, long total, long failed, long running) {
    return "%d/%d done".formatted(completed, total)
        + (failed == 0 ? "" : ", %d failed".formatted(failed))
        + (running == 0 ? "" : ", %d running".formatted(running));
  }
}
