package io.sampo.projection;

import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list of runs: what {@link RunHistory} says of the whole of it, folded without its
 * tasks, so that it costs the same however many there are.
 *
 * @param seq the number of the last event
 * @param parent the run that it is the work of a task of; null if somebody asked for it
 * @param begun whether some attempt has begun
 * @param stopping whether it was stopped, and not repaired since
 * @param message why it ended so; null if there is nothing to say
 */
public record RunSummary(
    RunId run,
    long seq,
    String jobName,
    @Nullable RunId parent,
    boolean begun,
    boolean stopping,
    @Nullable RunResult result,
    @Nullable String message,
    long startMillis,
    @Nullable Long endMillis) {

  /** The summary of a run of which nothing else has happened. */
  public static RunSummary of(RunEvent.RunSubmitted submitted) {
    var parent = submitted.submission().cause().parent();
    return new RunSummary(
        submitted.run(),
        1,
        submitted.jobName(),
        parent == null ? null : parent.run(),
        false,
        false,
        null,
        null,
        submitted.at().wallMillis(),
        null);
  }

  /**
   * The same once the next event has happened.
   *
   * @throws IllegalStateException if an event was left out
   */
  public RunSummary after(Journaled next) {
    if (next.seq() != seq + 1) {
      throw new IllegalStateException(
          "event %d follows event %d (expected: %d)".formatted(next.seq(), seq, seq + 1));
    }
    return switch (next.event()) {
      case RunEvent.AttemptsBegan _,
          RunEvent.AttemptsEnded _,
          RunEvent.ChildStarted _,
          RunEvent.LoopStarted _,
          RunEvent.TasksConcluded _ ->
          with(true, stopping, result, message, endMillis);
      case RunEvent.StopRequested _ -> with(begun, true, result, message, endMillis);
      case RunEvent.RunRepaired _ -> with(begun, stopping && result == null, null, null, null);
      case RunEvent.TaskMarked _ -> with(begun, stopping, null, null, null);
      case RunEvent.RunEnded(var at, var how, var why) ->
          with(begun, stopping, how, why.isEmpty() ? null : why, at.wallMillis());
      case RunEvent.RunSubmitted _,
          RunEvent.TakenOver _,
          RunEvent.AttemptsStarted _,
          RunEvent.AssignmentsReturned _,
          RunEvent.ChildEnded _,
          RunEvent.TasksResolved _,
          RunEvent.TasksReleased _,
          RunEvent.TasksStopping _,
          RunEvent.TasksReset _,
          RunEvent.DurationExceeded _,
          RunEvent.OfCluster _ ->
          with(begun, stopping, result, message, endMillis);
    };
  }

  /** Where the run stands. */
  public RunPhase phase() {
    if (result != null) {
      return RunPhase.TERMINATED;
    }
    if (stopping) {
      return RunPhase.TERMINATING;
    }
    return begun ? RunPhase.RUNNING : RunPhase.PENDING;
  }

  /** The same after one more event. */
  private RunSummary with(
      boolean hasBegun,
      boolean isStopping,
      @Nullable RunResult how,
      @Nullable String why,
      @Nullable Long end) {
    return new RunSummary(
        run, seq + 1, jobName, parent, hasBegun, isStopping, how, why, startMillis, end);
  }
}
