package io.sampo.dag;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, without a cycle. Tasks are numbers from 0; the edges lie in two flat arrays
 * for each direction, eight bytes an edge and eight a task, and never change.
 */
public final class TaskGraph {

  private final int[] aboveStart;
  private final int[] above;
  private final int[] belowStart;
  private final int[] below;

  private TaskGraph(int[] aboveStart, int[] above, int[] belowStart, int[] below) {
    this.aboveStart = aboveStart;
    this.above = above;
    this.belowStart = belowStart;
    this.below = below;
  }

  /**
   * The graph in which task {@code t} waits for every task of {@code dependencies.get(t)}.
   *
   * @throws IllegalArgumentException if a dependency is no task, or some tasks wait for each other
   *     in a circle
   */
  public static TaskGraph of(List<int[]> dependencies) {
    var size = dependencies.size();
    var aboveStart = new int[size + 1];
    for (var task = 0; task < size; task++) {
      aboveStart[task + 1] = Math.addExact(aboveStart[task], dependencies.get(task).length);
    }
    var above = new int[aboveStart[size]];
    for (var task = 0; task < size; task++) {
      var own = dependencies.get(task);
      for (var dependency : own) {
        if (dependency < 0 || dependency >= size) {
          throw new IllegalArgumentException(
              "dependency of task %d: %d (expected: 0 to %d)"
                  .formatted(task, dependency, size - 1));
        }
      }
      System.arraycopy(own, 0, above, aboveStart[task], own.length);
    }
    var belowStart = startsOf(above, size);
    var graph =
        new TaskGraph(aboveStart, above, belowStart, reversed(aboveStart, above, belowStart));
    var cycle = Cycle.in(graph);
    if (cycle != null) {
      throw new IllegalArgumentException("tasks wait for each other: " + Arrays.toString(cycle));
    }
    return graph;
  }

  /**
   * Tasks that wait for each other in a circle, each for the one after it and the last for the
   * first; null if there are none. Dependencies out of range are passed over.
   */
  public static int @Nullable [] cycle(List<int[]> dependencies) {
    var size = dependencies.size();
    var valid =
        dependencies.stream()
            .map(own -> IntStream.of(own).filter(task -> task >= 0 && task < size).toArray())
            .toList();
    var starts = new int[size + 1];
    for (var task = 0; task < size; task++) {
      starts[task + 1] = starts[task] + valid.get(task).length;
    }
    var above = valid.stream().flatMapToInt(IntStream::of).toArray();
    var belowStart = startsOf(above, size);
    return Cycle.in(new TaskGraph(starts, above, belowStart, reversed(starts, above, belowStart)));
  }

  /** The number of tasks. */
  public int size() {
    return aboveStart.length - 1;
  }

  /** The number of tasks that {@code task} waits for. */
  public int aboveCount(int task) {
    return aboveStart[task + 1] - aboveStart[task];
  }

  /** Passes the tasks that {@code task} waits for, in the order they were given. */
  public void forEachAbove(int task, IntConsumer visitor) {
    for (var i = aboveStart[task]; i < aboveStart[task + 1]; i++) {
      visitor.accept(above[i]);
    }
  }

  /** Passes the tasks that wait for {@code task}, in ascending order. */
  public void forEachBelow(int task, IntConsumer visitor) {
    for (var i = belowStart[task]; i < belowStart[task + 1]; i++) {
      visitor.accept(below[i]);
    }
  }

  /** Passes every task that {@code task} waits for, directly or not, each once. */
  public void forEachAncestor(int task, IntConsumer visitor) {
    var seen = new BitSet();
    var open = new ArrayDeque<Integer>(List.of(task));
    while (!open.isEmpty()) {
      forEachAbove(
          open.remove(),
          above -> {
            if (!seen.get(above)) {
              seen.set(above);
              open.add(above);
              visitor.accept(above);
            }
          });
    }
  }

  /** Whether nobody waits for {@code task}. */
  public boolean isLeaf(int task) {
    return belowStart[task + 1] == belowStart[task];
  }

  private static int[] startsOf(int[] targets, int size) {
    var starts = new int[size + 1];
    for (var target : targets) {
      starts[target + 1]++;
    }
    for (var task = 0; task < size; task++) {
      starts[task + 1] += starts[task];
    }
    return starts;
  }

  private static int[] reversed(int[] starts, int[] targets, int[] reversedStarts) {
    var next = reversedStarts.clone();
    var reversed = new int[targets.length];
    for (var task = 0; task < starts.length - 1; task++) {
      for (var i = starts[task]; i < starts[task + 1]; i++) {
        reversed[next[targets[i]]++] = task;
      }
    }
    return reversed;
  }
}
