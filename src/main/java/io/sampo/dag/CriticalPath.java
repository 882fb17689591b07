package io.sampo.dag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How early and how late each task may run when nobody waits for a slot, and the longest path,
 * which no number of slots makes shorter: the critical path method of Kelley and Walker (1959).
 * Durations and times have whatever unit the caller gives. Costs 24 bytes a task, and one pass over
 * the edges in each direction.
 */
public final class CriticalPath {

  private final TaskGraph graph;
  private final long[] durations;
  private final long[] earliest;
  private final long[] after;
  private final long length;

  private CriticalPath(TaskGraph graph, long[] durations) {
    this.graph = graph;
    this.durations = durations.clone();
    earliest = new long[graph.size()];
    after = new long[graph.size()];
    var order = order(graph);
    for (var task : order) {
      var end = end(task);
      graph.forEachBelow(task, below -> earliest[below] = Math.max(earliest[below], end));
    }
    for (var i = order.length - 1; i >= 0; i--) {
      var task = order[i];
      var rest = Math.addExact(durations[task], after[task]);
      graph.forEachAbove(task, above -> after[above] = Math.max(after[above], rest));
    }
    length = Arrays.stream(order).mapToLong(this::end).max().orElse(0);
  }

  /**
   * The critical path of {@code graph}.
   *
   * @param durations of each task by its number; at least 0
   * @throws IllegalArgumentException if a duration is below 0, or there are more or fewer than
   *     tasks
   * @throws ArithmeticException if a path is longer than a long can tell
   */
  public static CriticalPath of(TaskGraph graph, long[] durations) {
    if (durations.length != graph.size()) {
      throw new IllegalArgumentException(
          "durations: %d (expected: one for each of %d tasks)"
              .formatted(durations.length, graph.size()));
    }
    for (var task = 0; task < durations.length; task++) {
      if (durations[task] < 0) {
        throw new IllegalArgumentException(
            "duration of task %d: %d (expected: at least 0)".formatted(task, durations[task]));
      }
    }
    return new CriticalPath(graph, durations);
  }

  /** How long the longest path takes, which is as soon as everything can be over. */
  public long length() {
    return length;
  }

  /** When the task can start at the earliest, counted from the start of all. */
  public long earliest(int task) {
    return earliest[task];
  }

  /** How long what must follow the task takes at least, counted from its end. */
  public long after(int task) {
    return after[task];
  }

  /** How much later than at the earliest the task may start, and all is over as soon as before. */
  public long slack(int task) {
    return length - after[task] - end(task);
  }

  /** The tasks of one longest path from its beginning; of several, that of the lowest numbers. */
  public List<Integer> tasks() {
    var path = new ArrayList<Integer>();
    for (var task = 0; task < graph.size() && path.isEmpty(); task++) {
      if (graph.aboveCount(task) == 0 && slack(task) == 0) {
        path.add(task);
      }
    }
    while (!path.isEmpty()) {
      var next = next(path.getLast());
      if (next < 0) {
        break;
      }
      path.add(next);
    }
    return path;
  }

  /** The first task that must follow at once; -1 after the last. */
  private int next(int task) {
    var found = new int[] {-1};
    graph.forEachBelow(
        task,
        below -> {
          if (found[0] < 0 && slack(below) == 0 && earliest[below] == end(task)) {
            found[0] = below;
          }
        });
    return found[0];
  }

  private long end(int task) {
    return Math.addExact(earliest[task], durations[task]);
  }

  /** Every task after all it waits for. */
  private static int[] order(TaskGraph graph) {
    var waiting = new int[graph.size()];
    var order = new int[graph.size()];
    var filled = new int[1];
    for (var task = 0; task < waiting.length; task++) {
      waiting[task] = graph.aboveCount(task);
      if (waiting[task] == 0) {
        order[filled[0]++] = task;
      }
    }
    for (var next = 0; next < filled[0]; next++) {
      graph.forEachBelow(
          order[next],
          below -> {
            if (--waiting[below] == 0) {
              order[filled[0]++] = below;
            }
          });
    }
    return order;
  }
}
