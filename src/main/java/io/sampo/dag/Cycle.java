package io.sampo.dag;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The search for tasks that wait for each other. Takes away task after task that waits for nothing
 * left (Kahn's algorithm); whoever remains waits, directly or not, for a circle, so going up from
 * any of them meets one. No recursion, so a chain of a million tasks is no danger.
 */
final class Cycle {

  private Cycle() {}

  static int @Nullable [] in(TaskGraph graph) {
    var waiting = new int[graph.size()];
    var free = new int[graph.size()];
    var freed = 0;
    for (var task = 0; task < waiting.length; task++) {
      waiting[task] = graph.aboveCount(task);
      if (waiting[task] == 0) {
        free[freed++] = task;
      }
    }
    for (var next = 0; next < freed; next++) {
      var end = new int[] {freed};
      graph.forEachBelow(
          free[next],
          task -> {
            if (--waiting[task] == 0) {
              free[end[0]++] = task;
            }
          });
      freed = end[0];
    }
    return freed == waiting.length ? null : above(graph, waiting);
  }

  private static int[] above(TaskGraph graph, int[] waiting) {
    var task = 0;
    while (waiting[task] == 0) {
      task++;
    }
    var place = new int[waiting.length];
    Arrays.fill(place, -1);
    var path = new int[waiting.length];
    var length = 0;
    while (place[task] < 0) {
      place[task] = length;
      path[length++] = task;
      task = oneStillWaiting(graph, task, waiting);
    }
    return Arrays.copyOfRange(path, place[task], length);
  }

  private static int oneStillWaiting(TaskGraph graph, int task, int[] waiting) {
    var found = new int[] {-1};
    graph.forEachAbove(
        task,
        dependency -> {
          if (waiting[dependency] > 0) {
            found[0] = dependency;
          }
        });
    return found[0];
  }
}
