package io.sampo.run;

import io.sampo.model.Outcome;
import io.sampo.model.TaskStatus;

/** How outcomes are put into words, and what a task is whose last attempt ended so. */
final class Outcomes {

  private Outcomes() {}

  static String message(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "succeeded";
      case Outcome.Failed failed -> failed.message();
      case Outcome.TimedOut(var limit) -> "timed out after %d ms".formatted(limit);
      case Outcome.Canceled _ -> "canceled";
      case Outcome.Lost(var message) -> message;
    };
  }

  static TaskStatus rest(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> TaskStatus.SUCCESS;
      case Outcome.Failed _, Outcome.Lost _ -> TaskStatus.FAILED;
      case Outcome.TimedOut _ -> TaskStatus.TIMEDOUT;
      case Outcome.Canceled _ -> TaskStatus.CANCELED;
    };
  }
}
