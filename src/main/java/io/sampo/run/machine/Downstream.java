package io.sampo.run.machine;

import io.sampo.model.TaskStatus;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Everything that comes to rest because some tasks can no longer start: those tasks, and in turn
 * the tasks below them that now wait for nobody else. Reads the run through a small overlay of the
 * dependencies that this very decision settles, so that one decision covers the deepest chain.
 */
final class Downstream {

  private Downstream() {}

  /**
   * The tasks that come to rest because {@code cutOff} do.
   *
   * @param cutOff tasks whose dependencies have all come to rest, not all with success
   * @return these and what follows from them, each task after all it depends on
   */
  static List<Integer> closure(LiveRun run, int[] cutOff) {
    var found = new ArrayList<Integer>();
    for (var task : cutOff) {
      found.add(task);
    }
    var settled = new HashMap<Integer, Integer>();
    for (var next = 0; next < found.size(); next++) {
      run.plan()
          .graph()
          .forEachBelow(
              found.get(next),
              below -> {
                var left = run.remaining(below) - settled.merge(below, 1, Integer::sum);
                if (left == 0 && run.status(below) == TaskStatus.BLOCKED) {
                  found.add(below);
                }
              });
    }
    return found;
  }
}
