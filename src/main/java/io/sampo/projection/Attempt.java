package io.sampo.projection;

import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task, as far as it has come.
 *
 * @param attempt counts from 0 without gaps, lost ones too
 * @param node name of the worker that has or had it
 * @param startMillis by that worker's clock; null if nobody knows
 * @param endMillis null while it runs
 * @param exitCode of its process, when there was one and it exited
 * @param message for people; null if there is nothing to say
 */
public record Attempt(
    int attempt,
    long fence,
    AttemptState state,
    String node,
    @Nullable Long startMillis,
    @Nullable Long endMillis,
    @Nullable Integer exitCode,
    @Nullable String message) {

  static Attempt running(int attempt, long fence, String node, @Nullable Long startMillis) {
    return new Attempt(attempt, fence, AttemptState.RUNNING, node, startMillis, null, null, null);
  }

  /** The same attempt, over. */
  Attempt ended(
      Outcome outcome, @Nullable Long start, long end, @Nullable Integer exitCodeOfSuccess) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> ended(AttemptState.SUCCESS, start, end, exitCodeOfSuccess, null);
      case Outcome.Failed failed ->
          ended(AttemptState.FAILED, start, end, failed.exitCode(), failed.message());
      case Outcome.TimedOut(var limit) ->
          ended(AttemptState.TIMEDOUT, start, end, null, "timed out after %d ms".formatted(limit));
      case Outcome.Canceled _ -> ended(AttemptState.CANCELED, start, end, null, "canceled");
      case Outcome.Lost(var message) -> ended(AttemptState.LOST, start, end, null, message);
    };
  }

  /** The same attempt, whose work was a run of another job, over. */
  Attempt ended(RunResult result, long end, String why) {
    var how =
        switch (result) {
          case SUCCESS, SUCCESS_WITH_FAILURES -> AttemptState.SUCCESS;
          case FAILED -> AttemptState.FAILED;
          case TIMEDOUT -> AttemptState.TIMEDOUT;
          case CANCELED -> AttemptState.CANCELED;
        };
    return ended(how, startMillis, end, null, how == AttemptState.SUCCESS ? null : why);
  }

  private Attempt ended(
      AttemptState how,
      @Nullable Long start,
      long end,
      @Nullable Integer code,
      @Nullable String why) {
    return new Attempt(attempt, fence, how, node, start, end, code, why);
  }
}
