package io.sampo.simulation.rehearsal;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongBiFunction;

/**
 * All tasks of all runs of a rehearsal in a row: those of the job, its iterations, and then those
 * of each run that was the work of a task, in the order in which these began.
 */
final class Cast {

  private final List<Act> acts;

  /** The place of each run's first task, and one more for the end. */
  private final int[] first;

  Cast(List<Act> acts) {
    this.acts = List.copyOf(acts);
    first = new int[acts.size() + 1];
    for (var act = 0; act < acts.size(); act++) {
      first[act + 1] = Math.addExact(first[act], acts.get(act).run().size());
    }
  }

  int size() {
    return first[acts.size()];
  }

  List<Act> acts() {
    return acts;
  }

  /** The run of the job itself. */
  Act root() {
    return acts.getFirst();
  }

  /** The run that the task at this place belongs to. */
  Act act(int place) {
    var found = Arrays.binarySearch(first, place);
    return acts.get(found >= 0 ? found : -found - 2);
  }

  /** The number that the task at this place has in its run. */
  int task(int place) {
    return place - first[act(place).number()];
  }

  /** The place of a task. */
  int place(Act act, int task) {
    return first[act.number()] + task;
  }

  /** What is said of each task by its run's timeline, by place. */
  long[] column(ToLongBiFunction<Timeline, Integer> cell) {
    var column = new long[size()];
    for (var act : acts) {
      var place = first[act.number()];
      for (var task = 0; task < act.run().size(); task++) {
        column[place + task] = cell.applyAsLong(act.timeline(), task);
      }
    }
    return column;
  }
}
