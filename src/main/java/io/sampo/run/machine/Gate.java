package io.sampo.run.machine;

import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskStatus;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a task whose dependencies have all come to rest: the one place where {@code
 * run_if} is read.
 *
 * <p>Source: "Add branching logic to tasks in a job" of the Databricks documentation, completed
 * where it is silent. An excluded dependency counts as success, but did not run; a canceled one is
 * no success, and does call those who handle failures; a disabled one is neither success nor
 * failure.
 */
final class Gate {

  private int successes;
  private int excluded;
  private int failures;
  private int cancellations;
  private int disabled;
  private boolean missed;

  private Gate() {}

  /** What is recorded of one dependency. */
  record Seen(TaskStatus status, @Nullable Boolean outcome) {}

  /**
   * The state in which the task comes to rest, since it may not run; null if it may.
   *
   * @param seen what is recorded of the dependency at each place of {@code dependsOn}
   */
  static @Nullable TaskStatus verdict(TaskDefinition task, IntFunction<Seen> seen) {
    if (task.disabled()) {
      return TaskStatus.DISABLED;
    }
    var gate = new Gate();
    var dependencies = task.dependsOn();
    for (var place = 0; place < dependencies.size(); place++) {
      gate.count(seen.apply(place), dependencies.get(place).outcome());
    }
    if (gate.missed || (gate.excluded > 0 && gate.excluded == dependencies.size())) {
      return TaskStatus.EXCLUDED;
    }
    return gate.isMet(task.runIf(), dependencies.size()) ? null : gate.unmet(task.runIf());
  }

  private void count(Seen seen, @Nullable Boolean wanted) {
    switch (seen.status()) {
      case SUCCESS -> {
        successes++;
        missed |= wanted != null && !wanted.equals(seen.outcome());
      }
      case EXCLUDED -> excluded++;
      case FAILED, TIMEDOUT, UPSTREAM_FAILED -> failures++;
      case CANCELED, UPSTREAM_CANCELED -> cancellations++;
      case DISABLED -> disabled++;
      case BLOCKED, READY, ASSIGNED, RUNNING, BACKING_OFF ->
          throw new IllegalStateException("a dependency is " + seen.status());
    }
  }

  private boolean isMet(RunIf runIf, int all) {
    return switch (runIf) {
      case ALL_SUCCESS -> successes + excluded == all;
      case AT_LEAST_ONE_SUCCESS -> all == 0 || successes + excluded > 0;
      case NONE_FAILED -> failures + cancellations == 0 && (all == 0 || successes > 0);
      case ALL_DONE -> true;
      case AT_LEAST_ONE_FAILED -> all == 0 || failures + cancellations > 0;
      case ALL_FAILED -> failures + cancellations == all;
    };
  }

  private TaskStatus unmet(RunIf runIf) {
    if (!runIf.wantsFailure() && failures > 0) {
      return TaskStatus.UPSTREAM_FAILED;
    }
    if (!runIf.wantsFailure() && cancellations > 0) {
      return TaskStatus.UPSTREAM_CANCELED;
    }
    return disabled > 0 ? TaskStatus.DISABLED : TaskStatus.EXCLUDED;
  }
}
