package io.sampo.run.state;

import io.sampo.model.Now;
import io.sampo.model.TaskDefinition;
import io.sampo.run.state.line.Waits;

/**
 * What of the tasks under way is to be noticed at some time: that one takes longer than its health
 * rule allows, and that one which needs no worker takes longer than it may. A worker watches the
 * limit of its attempts itself.
 */
final class Watch {

  final Waits warnings = new Waits();
  final Waits deadlines = new Waits();

  void begin(int task, TaskDefinition definition, Now at) {
    if (definition.warnMillis() > 0) {
      warnings.add(task, definition.warnMillis(), at);
    }
    if (definition.timeoutMillis() > 0 && definition.work().needsNoWorker()) {
      deadlines.add(task, definition.timeoutMillis(), at);
    }
  }

  void end(int task) {
    warnings.remove(task);
    deadlines.remove(task);
  }

  void restart(Now now) {
    warnings.restart(now);
    deadlines.restart(now);
  }

  long firstDueMillis() {
    return Math.min(warnings.firstDueMillis(), deadlines.firstDueMillis());
  }
}
