package io.sampo.run.state;

import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.Fleet;
import io.sampo.run.state.line.Backlog;
import io.sampo.run.state.line.Column;
import io.sampo.run.state.line.Waits.Wait;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stood after one of its events: everything that a {@link LiveRun} holds and its plan
 * does not, as data that nothing changes any more. Two runs are in the same state if their
 * snapshots are equal: what a replay must lead to.
 *
 * @param submitted the first event
 * @param loops in the order in which they were started
 */
public record RunSnapshot(
    RunEvent.RunSubmitted submitted,
    Life life,
    Tasks tasks,
    Lines lines,
    Notes notes,
    List<LoopSnapshot> loops,
    Fleet.Snapshot fleet) {

  /**
   * What is known of the run as a whole.
   *
   * @param parameters every parameter of the job, with its present value
   * @param deadlineMillis in elapsed time of the epoch, as is {@code warningMillis}
   */
  public record Life(
      Map<String, String> parameters,
      long begunWallMillis,
      long deadlineMillis,
      long warningMillis,
      long epoch,
      long epochFence,
      long lastFence,
      List<Repair> repairs,
      @Nullable StopReason stopping,
      @Nullable RunResult result,
      String endMessage) {}

  /**
   * What is known of each task, in the order of their numbers.
   *
   * @param legend the statuses by the numbers that {@code status} has for them
   * @param mixed 1 for a task of those above which one came to rest without success, else 0
   * @param worker places in {@code workers}; -1 before the first attempt
   * @param fences of attempts that a worker holds, by task
   */
  public record Tasks(
      List<TaskStatus> legend,
      Column status,
      Column remaining,
      Column mixed,
      Column attempt,
      Column failures,
      Column lost,
      Column worker,
      List<WorkerId> workers,
      Map<Integer, Long> fences) {}

  /**
   * Who waits for what. A column of a line has those who stand in it, first to last, also those who
   * have no business in it any more.
   *
   * @param unfinished tasks of the job that are not at rest; follows from the rest, and is there to
   *     be compared, as is {@code held}
   * @param backlogs by site
   */
  public record Lines(
      int unfinished,
      int held,
      List<Backlog.Snapshot> backlogs,
      Column undecided,
      Column controls,
      List<Wait> controlWaits,
      List<Wait> warnings,
      List<Wait> deadlines) {}

  /**
   * What is known of a few tasks, by their numbers.
   *
   * @param failures in the order in which the tasks failed
   */
  public record Notes(
      Map<Integer, Map<String, String>> values,
      Map<Integer, Boolean> outcomes,
      Map<Integer, StopReason> stopping,
      List<Child> children,
      List<Failure> failures) {}

  /** Why a task failed. */
  public record Failure(int task, String message) {}

  /**
   * How far a loop has come.
   *
   * @param first number of its first iteration
   * @param inputs as JSON
   * @param next how many iterations were let go or passed over
   * @param latest whether its task has begun no other loop since
   * @param due whether all iterations are at rest, and the loop is to be concluded
   */
  public record LoopSnapshot(
      int task,
      int first,
      String inputs,
      int next,
      int active,
      int succeeded,
      int failed,
      int canceled,
      boolean stopping,
      boolean latest,
      boolean due) {}
}
