package io.sampo.run.machine;

import io.sampo.model.Limits;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.LiveRun;
import java.util.SplittableRandom;

/**
 * What becomes of a task whose attempt ended: the one place where retry policies are read.
 *
 * <p>Failures are typed. A retryable one uses up a retry; a permanent one ends the task; one that
 * timed out is retried only if the policy says so; a lost one says nothing about the task and has a
 * budget of its own.
 */
final class RetryRule {

  /**
   * What becomes of {@code task} now that its attempt ended with {@code outcome}.
   *
   * @param ranMillis how long the attempt ran; at least 0
   * @param chance decides the jitter, together with the task's number
   */
  Next next(LiveRun run, int task, Outcome outcome, long ranMillis, long chance) {
    if (outcome instanceof Outcome.Succeeded) {
      return new Next.Rest(TaskStatus.SUCCESS);
    }
    if (run.stopping(task) != null) {
      return new Next.Rest(TaskStatus.CANCELED);
    }
    var policy = run.definition(task).retry();
    if (outcome instanceof Outcome.Lost || outcome instanceof Outcome.Canceled) {
      return run.lost(task) < policy.maxLost()
          ? new Next.Retry(0)
          : new Next.Rest(TaskStatus.FAILED);
    }
    var failures = run.failures(task) + 1;
    if (!mayHelp(policy, outcome) || !policy.allows(failures)) {
      return new Next.Rest(outcome.rest());
    }
    var random = new SplittableRandom(chance + task).nextDouble();
    var wait = policy.waitMillis(failures, Math.max(0, ranMillis), random);
    return new Next.Retry(Math.min(wait, Limits.WAIT_MILLIS_MAX));
  }

  private static boolean mayHelp(RetryPolicy policy, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _, Outcome.Canceled _ -> false;
      case Outcome.Lost _ -> true;
      case Outcome.TimedOut _ -> policy.onTimeout();
      case Outcome.Failed failed ->
          !failed.permanent()
              && (failed.exitCode() == null
                  || !policy.noRetryExitCodes().contains(failed.exitCode()))
              && (failed.exception() == null
                  || !policy.noRetryExceptions().contains(failed.exception()));
    };
  }
}
