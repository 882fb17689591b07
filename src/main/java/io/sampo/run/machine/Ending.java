package io.sampo.run.machine;

import io.sampo.model.Now;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;

/**
 * How a run ends whose tasks have all come to rest: by the tasks that nothing waits for. If one of
 * those failed, so did the run; if all are well but others failed, that was dealt with.
 *
 * <p>Source: "Task run failure" of the Databricks documentation.
 */
final class Ending {

  private Ending() {}

  static RunEvent.RunEnded of(LiveRun run, Now now) {
    var stopping = run.stopping();
    if (stopping != null) {
      return new RunEvent.RunEnded(now, stopping.result(), message(run, stopping));
    }
    var result = result(run);
    return new RunEvent.RunEnded(now, result, message(run, result));
  }

  private static RunResult result(LiveRun run) {
    var failedLeaf = false;
    var canceledLeaf = false;
    var troubled = false;
    for (var task = 0; task < run.plan().size(); task++) {
      var status = run.status(task);
      if (status == TaskStatus.SUCCESS) {
        continue;
      }
      var leaf = run.plan().graph().isLeaf(task);
      failedLeaf |= leaf && status.isFailure();
      canceledLeaf |= leaf && status.isCancellation();
      troubled |= status.isFailure() || status.isCancellation();
    }
    if (failedLeaf) {
      return RunResult.FAILED;
    }
    if (canceledLeaf) {
      return RunResult.CANCELED;
    }
    return troubled ? RunResult.SUCCESS_WITH_FAILURES : RunResult.SUCCESS;
  }

  private static String message(LiveRun run, RunResult result) {
    var failed = run.firstFailure();
    return switch (result) {
      case SUCCESS -> "";
      case CANCELED -> "Some tasks were canceled.";
      case FAILED, SUCCESS_WITH_FAILURES, TIMEDOUT ->
          failed == null
              ? "Some tasks did not run."
              : "Task %s failed with message: %s".formatted(run.name(failed), run.failure(failed));
    };
  }

  private static String message(LiveRun run, StopReason stopping) {
    return switch (stopping) {
      case CANCELED -> "Run canceled.";
      case TIMED_OUT ->
          "Run timed out after %d seconds.".formatted(run.plan().job().timeoutMillis() / 1000);
    };
  }
}
