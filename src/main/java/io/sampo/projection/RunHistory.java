package io.sampo.projection;

import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that people want to know of one run, folded from its journal: where it and its tasks
 * stand, and every attempt there ever was. An event costs O(degree of the tasks it is about). Not
 * safe for use by several threads at once.
 *
 * <p>An assignment becomes an attempt when its worker began it, or when it ended without a word of
 * its beginning; one that was given back leaves no trace.
 */
public final class RunHistory {

  private final Plan plan;
  private final TaskRows rows;
  private long seq;
  private @Nullable RunId run;
  private @Nullable String coordinator;
  private boolean begun;
  private boolean stopping;
  private @Nullable RunResult result;
  private @Nullable String message;
  private @Nullable Long startMillis;
  private @Nullable Long endMillis;

  /** The history of a run of {@code plan} before its first event. */
  public RunHistory(Plan plan) {
    this.plan = plan;
    this.rows = new TaskRows(plan.graph());
  }

  /**
   * Folds the next event.
   *
   * @throws IllegalStateException if an event was left out, or cannot follow
   */
  public void accept(Journaled journaled) {
    if (journaled.seq() != seq + 1) {
      throw new IllegalStateException(
          "event %d follows event %d (expected: %d)".formatted(journaled.seq(), seq, seq + 1));
    }
    fold(journaled.event());
    seq = journaled.seq();
  }

  private void fold(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted submitted -> {
        run = submitted.run();
        startMillis = submitted.at().wallMillis();
      }
      case RunEvent.TakenOver(_, _, var node) -> coordinator = node;
      case RunEvent.AttemptsStarted(_, var worker, var started) ->
          started.forEach(one ->
              rows.assign(
                  one.task(), Attempt.running(one.attempt(), one.fence(), worker.name(), null)));
      case RunEvent.AttemptsBegan(_, var began) -> {
        began.forEach(one -> rows.begin(one.task(), one.wallMillis()));
        begun = true;
      }
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.forEach(one -> rows.giveBack(one.task()));
      case RunEvent.AttemptsEnded(var at, var ended) -> {
        ended.forEach(one -> end(one, at.wallMillis()));
        begun = true;
      }
      case RunEvent.TasksResolved(_, var status, var tasks) ->
          tasks.forEach(task -> rows.rest(task, status));
      case RunEvent.StopRequested _ -> stopping = true;
      case RunEvent.RunEnded(var at, var how, var why) -> {
        result = how;
        message = why.isEmpty() ? null : why;
        endMillis = at.wallMillis();
      }
    }
  }

  private void end(Ended ended, long atMillis) {
    var task = ended.task();
    var reportedStart = ended.beganWallMillis() == 0 ? null : ended.beganWallMillis();
    rows.begin(task, reportedStart);
    var last = rows.last(task);
    var start = last.startMillis() == null ? reportedStart : last.startMillis();
    var end = reportedStart == null ? atMillis : reportedStart + ended.ranMillis();
    rows.replaceLast(task, last.ended(ended.outcome(), start, end, exitCodeOfSuccess(task)));
    if (ended.outcome() instanceof Outcome.Succeeded(var values)) {
      rows.set(task, values);
    }
    switch (ended.next()) {
      case Next.Rest(var status) -> rows.rest(task, status);
      case Next.Retry(var waitMillis) -> rows.retry(task, atMillis + waitMillis, waitMillis > 0);
    }
  }

  /** A command has succeeded only if its process exited with 0; other work need not have one. */
  private @Nullable Integer exitCodeOfSuccess(int task) {
    return plan.task(task).work() instanceof Work.Shell ? 0 : null;
  }

  /** Its tasks and their graph. */
  public Plan plan() {
    return plan;
  }

  /** The number of the last event; 0 before the first. */
  public long seq() {
    return seq;
  }

  /** The run's id; null before the first event. */
  public @Nullable RunId run() {
    return run;
  }

  /** The node that took the run over last; null if nobody ever had to. */
  public @Nullable String coordinator() {
    return coordinator;
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

  /** How it ended; null while it has not. */
  public @Nullable RunResult result() {
    return result;
  }

  /** Why it ended so; null if there is nothing to say. */
  public @Nullable String message() {
    return message;
  }

  /** When it was submitted, in milliseconds since the epoch; null before the first event. */
  public @Nullable Long startMillis() {
    return startMillis;
  }

  /** When it ended, in milliseconds since the epoch; null while it has not. */
  public @Nullable Long endMillis() {
    return endMillis;
  }

  /** The number of tasks. */
  public int size() {
    return plan.size();
  }

  /** The definition of a task. */
  public TaskDefinition task(int number) {
    return plan.task(number);
  }

  /** Where a task stands. */
  public TaskStatus status(int task) {
    return rows.status(task);
  }

  /** How many tasks stand there. */
  public int count(TaskStatus status) {
    return rows.count(status);
  }

  /** Every attempt of a task that began, first to last; a view that changes with the history. */
  public List<Attempt> attempts(int task) {
    return rows.attempts(task);
  }

  /** What a task that succeeded has set: JSON text by name. */
  public Map<String, String> values(int task) {
    return rows.values(task);
  }

  /** When a task that backs off may start again, in milliseconds since the epoch. */
  public long retryAtMillis(int task) {
    return rows.retryAtMillis(task);
  }
}
