package io.sampo.run.machine;

import io.sampo.model.Now;
import io.sampo.model.RunResult;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;

/** How a run ends whose tasks have all come to rest. */
final class Ending {

  private Ending() {}

  static RunEvent.RunEnded of(LiveRun run, Now now) {
    var stopping = run.stopping();
    if (stopping != null) {
      return new RunEvent.RunEnded(now, stopping.result(), message(run, stopping));
    }
    var failure = run.failure();
    return failure == null
        ? new RunEvent.RunEnded(now, RunResult.SUCCESS, "")
        : new RunEvent.RunEnded(now, RunResult.FAILED, failure);
  }

  private static String message(LiveRun run, StopReason stopping) {
    return switch (stopping) {
      case CANCELED -> "Run canceled.";
      case TIMED_OUT ->
          "Run timed out after %d seconds.".formatted(run.plan().job().timeoutMillis() / 1000);
    };
  }
}
