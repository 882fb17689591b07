package io.sampo.run;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a run: past tense, complete, and never changed once journaled. One event may carry
 * many tasks, at most {@link io.sampo.model.Limits#ITEMS_MAX}.
 */
public sealed interface RunEvent {

  /**
   * When it was decided. The elapsed reading means something only within the epoch it was taken in.
   */
  Now at();

  /**
   * The run exists, and will end.
   *
   * @param submission as it was asked for
   * @param parameters every parameter of the job with its value in this run
   * @param node where its first coordinator lives
   */
  record RunSubmitted(
      Now at,
      RunId run,
      String jobName,
      Submission submission,
      Map<String, String> parameters,
      String node)
      implements RunEvent {

    public RunSubmitted {
      parameters = Map.copyOf(parameters);
    }
  }

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

  /** The {@code run_if} of these tasks holds, though not everything above them succeeded. */
  record TasksReleased(Now at, List<Integer> tasks) implements RunEvent {

    public TasksReleased {
      tasks = List.copyOf(tasks);
    }
  }

  /** Tasks came to rest by what the run itself worked out, without a worker. */
  record TasksConcluded(Now at, List<Concluded> concluded) implements RunEvent {

    /**
     * One of them.
     *
     * @param outcome what a condition came to; null if the task is none, or came to nothing
     * @param message why it is so, for people
     */
    public record Concluded(
        int task, TaskStatus status, @Nullable Boolean outcome, String message) {}

    public TasksConcluded {
      concluded = List.copyOf(concluded);
    }
  }

  /**
   * A loop goes through its inputs.
   *
   * @param first the number of its first iteration; the others follow
   * @param count how many there are
   * @param inputs as JSON; null if they are those in the definition
   * @param again whether these iterations exist already, and those are repeated that did not
   *     succeed
   */
  record LoopStarted(Now at, int task, int first, int count, @Nullable String inputs, boolean again)
      implements RunEvent {}

  /**
   * A run of another job is the work of a task from here on.
   *
   * @param parameters of the other job, in place of their defaults
   */
  record ChildStarted(
      Now at,
      int task,
      int attempt,
      RunId child,
      ContentHash definition,
      Map<String, String> parameters)
      implements RunEvent {

    public ChildStarted {
      parameters = Map.copyOf(parameters);
    }
  }

  /** That run is over, and what becomes of the task was decided. */
  record ChildEnded(
      Now at,
      int task,
      int attempt,
      RunId child,
      RunResult result,
      String message,
      AttemptsEnded.Next next)
      implements RunEvent {}

  /** From here on nothing new starts of these tasks, and what runs of them is being stopped. */
  record TasksStopping(Now at, List<Integer> tasks, StopReason reason, String by)
      implements RunEvent {

    public TasksStopping {
      tasks = List.copyOf(tasks);
    }
  }

  /** Somebody said what became of a task. */
  record TaskMarked(Now at, int task, TaskStatus status, String by, String why)
      implements RunEvent {}

  /**
   * Parts of the run are done again; {@link TasksReset} says which. The run goes on, if it was
   * over.
   *
   * @param parameters every parameter, with its value from here on
   */
  record RunRepaired(Now at, long repair, Map<String, String> parameters, String by)
      implements RunEvent {

    public RunRepaired {
      parameters = Map.copyOf(parameters);
    }
  }

  /** Tasks that had come to rest are where they were before, with all their retries. */
  record TasksReset(Now at, List<Integer> tasks) implements RunEvent {

    public TasksReset {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Something takes longer than its health rule allows.
   *
   * @param task its number; {@link #WHOLE_RUN} for the run itself
   * @param limitMillis what the rule allows
   */
  record DurationExceeded(Now at, int task, long limitMillis) implements RunEvent {

    /** In place of a task's number. */
    public static final int WHOLE_RUN = -1;
  }

  /** Something happened to nodes that the run has for itself. */
  sealed interface OfCluster extends RunEvent {

    /** The cluster's number among those that tasks of the job run on. */
    int cluster();

    /** Counts the times that it was asked for, from 1. */
    int generation();
  }

  /**
   * Nodes of the run's own are asked for from here on, until they are released.
   *
   * @param name of the nodes
   */
  record ClusterRequested(Now at, int cluster, int generation, ClusterName name, int nodes)
      implements OfCluster {}

  /** More of them are wanted from here on, or fewer: those with the highest numbers go. */
  record ClusterResized(Now at, int cluster, int generation, int nodes) implements OfCluster {}

  /** Nodes are there for the first time, by their numbers. */
  record NodesArrived(Now at, int cluster, int generation, List<Integer> nodes)
      implements OfCluster {

    public NodesArrived {
      nodes = List.copyOf(nodes);
    }
  }

  /** Some nodes may never come, as far as is known. */
  record ClusterTroubled(Now at, int cluster, int generation, String reason) implements OfCluster {}

  /**
   * The nodes are not wanted any more, and asked for no longer.
   *
   * @param failure why no task can run there; empty if none is left to run there
   */
  record ClusterReleased(Now at, int cluster, int generation, String failure)
      implements OfCluster {}

  /** Nothing of them runs any more. */
  record ClusterRemoved(Now at, int cluster, int generation) implements OfCluster {}
}
