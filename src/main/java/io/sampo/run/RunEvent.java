package io.sampo.run;

import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import java.util.List;

/**
 * A fact about a run: past tense, complete, and never changed once journaled. One event may carry
 * many tasks, at most {@link io.sampo.model.Limits#ITEMS_MAX}.
 */
public sealed interface RunEvent {

  /**
   * When it was decided. The elapsed reading means something only within the epoch it was taken in.
   */
  Now at();

  /** The run exists, and will end. */
  record RunSubmitted(Now at, RunId run, String jobName, Submission submission)
      implements RunEvent {}

  /**
   * Another life of the coordinator, or another coordinator, holds the run from here on.
   *
   * @param node where it lives
   */
  record TakenOver(Now at, long epoch, String node) implements RunEvent {}

  /** Attempts were assigned to a worker. */
  record AttemptsStarted(Now at, WorkerId worker, List<Started> started) implements RunEvent {

    /** One of them. */
    public record Started(int task, int attempt, long fence) {}

    public AttemptsStarted {
      started = List.copyOf(started);
    }
  }

  /** Attempts were begun by their worker. */
  record AttemptsBegan(Now at, List<Began> began) implements RunEvent {

    /** One of them, with the time by its worker's clock. */
    public record Began(int task, int attempt, long wallMillis) {}

    public AttemptsBegan {
      began = List.copyOf(began);
    }
  }

  /** Assignments came to nothing before they began; each task is ready again, same attempt. */
  record AssignmentsReturned(Now at, List<Returned> returned) implements RunEvent {

    /** One of them. */
    public record Returned(int task, int attempt, long fence, String reason) {}

    public AssignmentsReturned {
      returned = List.copyOf(returned);
    }
  }

  /** Attempts ended, and what becomes of their tasks was decided. */
  record AttemptsEnded(Now at, List<Ended> ended) implements RunEvent {

    /**
     * One of them.
     *
     * @param beganWallMillis by its worker's clock; 0 if nobody knows
     * @param ranMillis how long it ran; 0 if nobody knows
     */
    public record Ended(
        int task,
        int attempt,
        long fence,
        Outcome outcome,
        long beganWallMillis,
        long ranMillis,
        Next next) {}

    /** What becomes of a task whose attempt ended. */
    public sealed interface Next {

      /** The task has come to rest. */
      record Rest(TaskStatus status) implements Next {}

      /** It gets another attempt, {@code waitMillis} after this event at the earliest. */
      record Retry(long waitMillis) implements Next {}
    }

    public AttemptsEnded {
      ended = List.copyOf(ended);
    }
  }

  /** Tasks came to rest without an attempt of their own being the reason. */
  record TasksResolved(Now at, TaskStatus status, List<Integer> tasks) implements RunEvent {

    public TasksResolved {
      tasks = List.copyOf(tasks);
    }
  }

  /** From here on nothing new starts, and what runs is being stopped. */
  record StopRequested(Now at, StopReason reason, String by) implements RunEvent {}

  /** The run is over. */
  record RunEnded(Now at, RunResult result, String message) implements RunEvent {}
}
