package io.sampo.projection.why;

import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskStatus;
import io.sampo.run.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a task does not run, or ended as it did. Tasks are named as people name them; all
 * times are in milliseconds, those at which something was since the epoch.
 */
public sealed interface Reason {

  /**
   * Which attempt of a task.
   *
   * @param number counts from 1
   * @param most the last there may be; null for no limit
   */
  record Try(int number, @Nullable Integer most) {}

  /** Why a task has not begun yet. */
  sealed interface Waiting extends Reason {}

  /**
   * Some task above has not come to rest.
   *
   * @param others how many more it waits for
   * @param usualMillis how long the dependency takes as a rule; null if nobody knows
   */
  record WaitsForDependency(
      String dependency,
      TaskStatus state,
      int others,
      @Nullable Long sinceMillis,
      @Nullable Long usualMillis)
      implements Waiting {}

  /** An iteration's loop runs only so many at the same time. */
  record WaitsForTurn(String loop, int concurrency, int running, int before) implements Waiting {}

  /** It failed, and waits before it is tried again. */
  record BackingOff(Try next, long untilMillis, long leftMillis, @Nullable String message)
      implements Waiting {}

  /**
   * All slots are taken.
   *
   * @param holders tasks of this run that hold one, the first so many
   * @param others tasks of this run beyond those
   */
  record NoFreeSlot(List<Holder> holders, int others) implements Waiting {

    /** A task and the worker whose slot it has. */
    public record Holder(String task, String worker) {}

    public NoFreeSlot {
      holders = List.copyOf(holders);
    }
  }

  /**
   * Nodes that the run has for itself are not all there yet.
   *
   * @param trouble why some may never come; empty if nothing is known against it
   */
  record WaitsForCluster(
      String cluster, int there, int nodes, long sinceMillis, long waitedMillis, String trouble)
      implements Waiting {}

  /** There is no worker in the pool. */
  record NoWorker() implements Waiting {}

  /** Other ready tasks of the run come first. */
  record Queue(int before) implements Waiting {}

  /** Its worker gave it back before it began. */
  record GivenBack(String why, long atMillis) implements Waiting {}

  /** Nothing stands in its way. */
  record AboutToBegin() implements Waiting {}

  /** A worker was told to run it, and has not said that it began. */
  record HandedOver(String worker, long sinceMillis) implements Waiting {}

  /** The node that has the run is stopping, and starts nothing new. */
  record Paused() implements Waiting {}

  /** Its run waits for other runs of the job. */
  record RunQueued(int runsBefore) implements Waiting {}

  /** Its job starts nothing at present. */
  record JobPaused() implements Waiting {}

  /** No node carries the run out. */
  record Interrupted(long runId) implements Waiting {}

  /** What is being done about a task. */
  sealed interface UnderWay extends Reason {}

  /** It runs; {@code worker} is null for what needs none. */
  record Running(
      Try attempt,
      @Nullable String worker,
      long sinceMillis,
      long ranMillis,
      @Nullable Long usualMillis)
      implements UnderWay {}

  /** How far a loop has come. */
  record LoopRunning(int total, int succeeded, int failed, int canceled, int running)
      implements UnderWay {}

  /** The run of another job that is its work; {@code state} is RUNNING, or how that run ended. */
  record ChildRun(long runId, String state, @Nullable String message) implements UnderWay {}

  /** What still runs of it is being ended. */
  record Stopping(StopReason reason, String by, boolean wholeRun, long atMillis)
      implements UnderWay {}

  /** Its worker was lost; {@code again} says whether it is tried again. */
  record LostWorker(String worker, int times, boolean again, @Nullable String message)
      implements UnderWay {}

  /** Why a task never ran. */
  sealed interface NotRun extends Reason {}

  /** What its dependencies came to is not what it needs. */
  record RunIfNotMet(RunIf rule, List<Came> dependencies, int others) implements NotRun {

    /** What a dependency came to. */
    public record Came(String task, TaskStatus state) {}

    public RunIfNotMet {
      dependencies = List.copyOf(dependencies);
    }
  }

  /** A condition above came to something else; {@code compared} is null if it was forgotten. */
  record Condition(String condition, boolean wanted, boolean outcome, @Nullable String compared)
      implements NotRun {}

  /** A task further up failed; {@code chain} leads to it, {@code root} last, middle left out. */
  record UpstreamFailed(String root, TaskStatus state, String message, List<String> chain)
      implements NotRun {

    public UpstreamFailed {
      chain = List.copyOf(chain);
    }
  }

  /** A task further up was canceled; {@code chain} leads to it, {@code root} last. */
  record UpstreamCanceled(String root, List<String> chain) implements NotRun {

    public UpstreamCanceled {
      chain = List.copyOf(chain);
    }
  }

  /** It is left out of every run. */
  record Disabled() implements NotRun {}

  /** Everything that it depends on was left out. */
  record Excluded(List<String> dependencies) implements NotRun {

    public Excluded {
      dependencies = List.copyOf(dependencies);
    }
  }

  /** The run is of other tasks only. */
  record NotCalledFor(List<String> only) implements NotRun {

    public NotCalledFor {
      only = List.copyOf(only);
    }
  }

  /** It was ended early, by itself or with the run; {@code by} is empty if nobody knows. */
  record Cancelled(StopReason reason, String by, boolean wholeRun, long atMillis)
      implements NotRun {}

  /** Why a task ended as it did. */
  sealed interface Ended extends Reason {}

  /** It did what it should. */
  record Succeeded(@Nullable Try attempt, long atMillis, @Nullable Long ranMillis)
      implements Ended {}

  /** What a condition came to. */
  record Decided(boolean outcome, @Nullable String compared) implements Ended {}

  /** It failed by itself. */
  record Failed(
      String message,
      @Nullable Integer exitCode,
      Try attempt,
      @Nullable String worker,
      long atMillis)
      implements Ended {}

  /** It took longer than it may. */
  record TimedOut(long limitMillis, Try attempt, long atMillis) implements Ended {}

  /** Iterations of the loop failed or were canceled; {@code first} are some of them. */
  record IterationsFailed(int failed, int canceled, int total, List<String> first)
      implements Ended {

    public IterationsFailed {
      first = List.copyOf(first);
    }
  }

  /** It could not begin: a reference stands for nothing, or for nothing of use. */
  record Unresolved(String message) implements Ended {}

  /** Somebody said what became of it. */
  record MarkedByHand(TaskStatus state, String by, String why, long atMillis) implements Ended {}
}
