package io.sampo.simulation.ledger;

import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The table of {@code run_if}, read off the list of what everything above came to. */
final class Truth {

  private Truth() {}

  /** What a task comes to that does not run; null if it runs. Everything above is at rest. */
  static @Nullable TaskStatus verdict(TaskDefinition task, List<Line> above) {
    if (task.disabled()) {
      return TaskStatus.DISABLED;
    }
    for (var place = 0; place < above.size(); place++) {
      var wanted = task.dependsOn().get(place).outcome();
      var line = above.get(place);
      if (wanted != null && line.rest == TaskStatus.SUCCESS && !wanted.equals(line.outcome)) {
        return TaskStatus.EXCLUDED;
      }
    }
    var rests = new ArrayList<TaskStatus>();
    above.forEach(line -> rests.add(line.rest));
    if (above.isEmpty()) {
      return null;
    }
    return all(rests, rest -> rest == TaskStatus.EXCLUDED)
        ? TaskStatus.EXCLUDED
        : called(task.runIf(), rests) ? null : unmet(task.runIf(), rests);
  }

  private static boolean called(TaskDefinition.RunIf runIf, List<TaskStatus> rests) {
    return switch (runIf) {
      case ALL_SUCCESS -> all(rests, Truth::isGood);
      case AT_LEAST_ONE_SUCCESS -> any(rests, Truth::isGood);
      case NONE_FAILED ->
          !any(rests, Truth::isBad) && any(rests, rest -> rest == TaskStatus.SUCCESS);
      case ALL_DONE -> true;
      case AT_LEAST_ONE_FAILED -> any(rests, Truth::isBad);
      case ALL_FAILED -> all(rests, Truth::isBad);
    };
  }

  private static TaskStatus unmet(TaskDefinition.RunIf runIf, List<TaskStatus> rests) {
    var waitsForFailure =
        runIf == TaskDefinition.RunIf.AT_LEAST_ONE_FAILED
            || runIf == TaskDefinition.RunIf.ALL_FAILED;
    if (!waitsForFailure && any(rests, Truth::hasFailed)) {
      return TaskStatus.UPSTREAM_FAILED;
    }
    if (!waitsForFailure && any(rests, Truth::isBad)) {
      return TaskStatus.UPSTREAM_CANCELED;
    }
    return rests.contains(TaskStatus.DISABLED) ? TaskStatus.DISABLED : TaskStatus.EXCLUDED;
  }

  static boolean isGood(@Nullable TaskStatus rest) {
    return rest == TaskStatus.SUCCESS || rest == TaskStatus.EXCLUDED;
  }

  static boolean hasFailed(@Nullable TaskStatus rest) {
    return rest == TaskStatus.FAILED
        || rest == TaskStatus.TIMEDOUT
        || rest == TaskStatus.UPSTREAM_FAILED;
  }

  static boolean wasCanceled(@Nullable TaskStatus rest) {
    return rest == TaskStatus.CANCELED || rest == TaskStatus.UPSTREAM_CANCELED;
  }

  static boolean isBad(@Nullable TaskStatus rest) {
    return hasFailed(rest) || wasCanceled(rest);
  }

  private static boolean all(List<TaskStatus> rests, Predicate<TaskStatus> what) {
    return rests.stream().allMatch(what);
  }

  private static boolean any(List<TaskStatus> rests, Predicate<TaskStatus> what) {
    return rests.stream().anyMatch(what);
  }
}
