package io.sampo.projection.why;

import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The way from a task that never ran up to the task that came to grief first. */
final class Roots {

  private final Telling telling;

  Roots(Telling telling) {
    this.telling = telling;
  }

  /**
   * The numbers of the tasks on the way from {@code task}, which is left out, to the root, which is
   * the last; empty if there is no root. Of several roots it is the one that ended first.
   *
   * @param passed states of tasks that never ran for that reason either
   * @param root states of a task that may be a root
   */
  List<Integer> way(int task, Predicate<TaskStatus> passed, Predicate<TaskStatus> root) {
    Map<Integer, Integer> below = new HashMap<>();
    var line = new ArrayList<>(List.of(task));
    var first = Telling.END;
    for (var next = 0; next < line.size(); next++) {
      var from = line.get(next);
      for (var above : telling.above(from)) {
        var status = telling.run.status(above);
        if ((passed.test(status) || root.test(status)) && below.putIfAbsent(above, from) == null) {
          if (root.test(status)) {
            first = earlier(first, above);
          } else {
            line.add(above);
          }
        }
      }
    }
    return first == Telling.END ? List.of() : wayTo(first, task, below);
  }

  private int earlier(int one, int other) {
    return one == Telling.END
            || telling.incidents.lastMillis(other) < telling.incidents.lastMillis(one)
        ? other
        : one;
  }

  private static List<Integer> wayTo(int root, int task, Map<Integer, Integer> below) {
    var way = new ArrayList<Integer>();
    for (var one = root; one != task; one = below.getOrDefault(one, task)) {
      way.add(one);
    }
    Collections.reverse(way);
    return way;
  }
}
