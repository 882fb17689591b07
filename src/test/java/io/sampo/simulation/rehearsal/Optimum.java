package io.sampo.simulation.rehearsal;

import io.sampo.dag.TaskGraph;
import java.util.Arrays;

/**
 * The shortest schedule of a small graph, found by trying them all: whenever a task ends, every set
 * of tasks that may start is started, or none. Starting at other moments gains nothing, since every
 * task may be moved forward to such a moment.
 */
final class Optimum {

  private static final long NOT_STARTED = Long.MAX_VALUE;

  private final TaskGraph graph;
  private final long[] durations;
  private final int slots;
  private final long[] ends;
  private long best = Long.MAX_VALUE;

  private Optimum(TaskGraph graph, long[] durations, int slots) {
    this.graph = graph;
    this.durations = durations;
    this.slots = slots;
    ends = new long[durations.length];
    Arrays.fill(ends, NOT_STARTED);
  }

  static long of(TaskGraph graph, long[] durations, int slots) {
    var optimum = new Optimum(graph, durations, slots);
    optimum.choose(0, 0);
    return optimum.best;
  }

  /** Tries to start {@code task} at {@code now}, and not to, and goes on with the next. */
  private void choose(int task, long now) {
    if (now >= best) {
      return;
    }
    if (task == ends.length) {
      pass(now);
      return;
    }
    choose(task + 1, now);
    if (ends[task] == NOT_STARTED && busy(now) < slots && isReady(task, now)) {
      ends[task] = now + durations[task];
      choose(task + 1, now);
      ends[task] = NOT_STARTED;
    }
  }

  private void pass(long now) {
    var last = Arrays.stream(ends).max().orElse(0);
    if (last != NOT_STARTED) {
      best = Math.min(best, last);
      return;
    }
    var next = Arrays.stream(ends).filter(end -> end > now && end != NOT_STARTED).min();
    if (next.isPresent()) {
      choose(0, next.getAsLong());
    }
  }

  private long busy(long now) {
    return Arrays.stream(ends).filter(end -> end != NOT_STARTED && end > now).count();
  }

  private boolean isReady(int task, long now) {
    var ready = new boolean[] {true};
    graph.forEachAbove(task, above -> ready[0] &= ends[above] <= now);
    return ready[0];
  }
}
