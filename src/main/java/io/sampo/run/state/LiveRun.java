package io.sampo.run.state;

import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run that exists. Only {@link #after} changes it, in place and in O(degree of the tasks the
 * event is about), except where a whole run is concerned; everybody else only reads, and nobody
 * keeps a reference beyond the call it was passed to.
 */
public final class LiveRun implements RunState {

  private final RunId run;
  private final String jobName;
  private final Submission submission;
  private final Plan plan;
  private final Columns columns;
  private final Holdings holdings = new Holdings();
  private final IntQueue ready = new IntQueue();
  private final IntQueue cutOff = new IntQueue();
  private final Waits waits = new Waits();
  private final Map<Integer, Map<String, String>> values = new HashMap<>();
  private final long submittedWallMillis;
  private long deadlineMillis;
  private long epoch = 1;
  private long epochFence;
  private long lastFence;
  private int readyCount;
  private int unfinished;
  private @Nullable String failure;
  private @Nullable StopReason stopping;
  private @Nullable RunResult result;

  LiveRun(RunEvent.RunSubmitted submitted, Plan plan) {
    run = submitted.run();
    jobName = submitted.jobName();
    submission = submitted.submission();
    this.plan = plan;
    columns = new Columns(plan.graph());
    unfinished = plan.size();
    submittedWallMillis = submitted.at().wallMillis();
    deadlineMillis = deadline(submitted.at());
    for (var task = 0; task < plan.size(); task++) {
      if (columns.remaining[task] == 0) {
        makeReady(task);
      }
    }
  }

  @Override
  public LiveRun after(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted _ -> throw new IllegalStateException("submitted twice: " + run);
      case RunEvent.TakenOver taken -> takeOver(taken);
      case RunEvent.AttemptsStarted(_, var worker, var started) ->
          started.forEach(one -> start(worker, one));
      case RunEvent.AttemptsBegan(_, var began) ->
          began.forEach(one -> columns.status(one.task(), TaskStatus.RUNNING));
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.forEach(one -> {
            release(one.task());
            makeReady(one.task());
          });
      case RunEvent.AttemptsEnded(var at, var ended) -> ended.forEach(one -> end(one, at));
      case RunEvent.TasksResolved(_, var status, var tasks) ->
          tasks.forEach(task -> rest(task, status));
      case RunEvent.StopRequested(_, var reason, _) -> stopping = reason;
      case RunEvent.RunEnded(_, var how, _) -> result = how;
    }
    return this;
  }

  private void takeOver(RunEvent.TakenOver taken) {
    epoch = taken.epoch();
    epochFence = lastFence;
    waits.restart(taken.at());
    deadlineMillis = deadline(taken.at());
  }

  private void start(WorkerId worker, RunEvent.AttemptsStarted.Started started) {
    var task = started.task();
    move(task, TaskStatus.ASSIGNED);
    columns.attempt[task] = started.attempt();
    columns.fence[task] = started.fence();
    columns.worker[task] = holdings.number(worker);
    holdings.add(worker, started.fence(), task);
    lastFence = Math.max(lastFence, started.fence());
  }

  private void end(RunEvent.AttemptsEnded.Ended ended, Now at) {
    var task = ended.task();
    release(task);
    switch (ended.outcome()) {
      case Outcome.Succeeded(var set) when !set.isEmpty() -> values.put(task, set);
      case Outcome.Lost _, Outcome.Canceled _ -> columns.lost[task]++;
      case Outcome.Failed _, Outcome.TimedOut _ -> columns.failures[task]++;
      case Outcome.Succeeded _ -> {}
    }
    switch (ended.next()) {
      case Next.Rest(var status) -> {
        rest(task, status);
        noteFailure(task, status, ended.outcome());
      }
      case Next.Retry(var waitMillis) -> {
        columns.attempt[task]++;
        if (waitMillis == 0) {
          makeReady(task);
        } else {
          columns.status(task, TaskStatus.BACKING_OFF);
          waits.add(task, waitMillis, at);
        }
      }
    }
  }

  private void noteFailure(int task, TaskStatus status, Outcome outcome) {
    if (failure == null && (status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT)) {
      failure = "Task %s failed with message: %s".formatted(key(task), outcome.message());
    }
  }

  private void rest(int task, TaskStatus status) {
    release(task);
    move(task, status);
    unfinished--;
    plan.graph().forEachBelow(task, below -> loosen(below, status));
  }

  private void loosen(int task, TaskStatus above) {
    columns.remaining[task]--;
    columns.cutOff[task] |= above != TaskStatus.SUCCESS;
    if (columns.remaining[task] == 0 && columns.status(task) == TaskStatus.BLOCKED) {
      if (columns.cutOff[task]) {
        cutOff.add(task);
      } else {
        makeReady(task);
      }
    }
  }

  private void makeReady(int task) {
    columns.status(task, TaskStatus.READY);
    ready.add(task);
    readyCount++;
  }

  /** Gives the task another status than the one for which it stands in a queue. */
  private void move(int task, TaskStatus status) {
    if (columns.status(task) == TaskStatus.READY) {
      readyCount--;
    }
    waits.remove(task);
    columns.status(task, status);
    ready.trim(first -> columns.status(first) != TaskStatus.READY);
    cutOff.trim(first -> columns.status(first).isFinal());
  }

  private void release(int task) {
    if (columns.fence[task] != 0) {
      holdings.remove(holdings.worker(columns.worker[task]), columns.fence[task]);
      columns.fence[task] = 0;
    }
  }

  /** Its id. */
  public RunId run() {
    return run;
  }

  /** The name of its job, for people. */
  public String jobName() {
    return jobName;
  }

  /** What it is a run of. */
  public Submission submission() {
    return submission;
  }

  /** Its tasks and their graph. */
  public Plan plan() {
    return plan;
  }

  /** How many coordinators, one after the other, have held it. */
  public long epoch() {
    return epoch;
  }

  /** The last fence of the epochs before this one. */
  public long epochFence() {
    return epochFence;
  }

  /** The last fence of all. */
  public long lastFence() {
    return lastFence;
  }

  /** Where the task stands. */
  public TaskStatus status(int task) {
    return columns.status(task);
  }

  /** The number of its current attempt, or of the next. */
  public int attempt(int task) {
    return columns.attempt[task];
  }

  /** The fence of its current attempt; 0 if no worker holds it. */
  public long fence(int task) {
    return columns.fence[task];
  }

  /** Attempts that failed, lost ones not counted. */
  public int failures(int task) {
    return columns.failures[task];
  }

  /** Attempts that were lost or given up with their worker. */
  public int lost(int task) {
    return columns.lost[task];
  }

  /** Tasks it waits for that have not come to rest. */
  public int remaining(int task) {
    return columns.remaining[task];
  }

  /** The worker of its last attempt; null before the first. */
  public @Nullable WorkerId lastWorker(int task) {
    var number = columns.worker[task];
    return number < 0 ? null : holdings.worker(number);
  }

  /** Tasks that {@code worker} holds, by fence. */
  public NavigableMap<Long, Integer> heldBy(WorkerId worker) {
    return holdings.of(worker);
  }

  /** Workers that hold anything. */
  public SortedSet<WorkerId> holders() {
    return holdings.holders();
  }

  /** Tasks that some worker holds. */
  public int heldCount() {
    return holdings.size();
  }

  /** Tasks that have not come to rest. */
  public int unfinished() {
    return unfinished;
  }

  /** Why it is being stopped; null if it is not. */
  public @Nullable StopReason stopping() {
    return stopping;
  }

  /** How it ended; null while it has not. */
  public @Nullable RunResult result() {
    return result;
  }

  /** The first failure that counted, in words; null if there was none. */
  public @Nullable String failure() {
    return failure;
  }

  /**
   * Tasks that may start at {@code elapsedMillis}, {@code most} at most: first those whose back-off
   * is over, then the others in the order in which they became ready.
   */
  public int[] startable(long elapsedMillis, int most) {
    var found = IntStream.builder();
    waits.forEachDue(elapsedMillis, most, found::add);
    ready.forEach(
        task -> {
          if (columns.status(task) == TaskStatus.READY) {
            found.add(task);
          }
        },
        most);
    return found.build().limit(most).toArray();
  }

  /** How many tasks may start at {@code elapsedMillis}; {@code most} if there are more. */
  public int startableCount(long elapsedMillis, int most) {
    return readyCount >= most
        ? most
        : readyCount + waits.dueCount(elapsedMillis, most - readyCount);
  }

  /**
   * Tasks that can no longer start, since not all they waited for succeeded, and are unresolved.
   */
  public int[] cutOff() {
    var found = IntStream.builder();
    cutOff.forEach(found::add, cutOff.size());
    return found.build().filter(task -> !columns.status(task).isFinal()).toArray();
  }

  /** When the first back-off ends, in elapsed time; {@link Long#MAX_VALUE} if there is none. */
  public long firstDueMillis() {
    return waits.firstDueMillis();
  }

  /** When the run has taken too long, in elapsed time; {@link Long#MAX_VALUE} for never. */
  public long deadlineMillis() {
    return deadlineMillis;
  }

  /** Task values of every task above {@code task} that set any, each as JSON text. */
  public Map<TaskKey, Map<String, String>> valuesAbove(int task) {
    var found = new TreeMap<TaskKey, Map<String, String>>();
    if (!values.isEmpty()) {
      plan.graph()
          .forEachAncestor(
              task,
              above -> {
                var set = values.get(above);
                if (set != null) {
                  found.put(key(above), set);
                }
              });
    }
    return found;
  }

  /** Whether the other is in the same state, column by column: what a replay must lead to. */
  public boolean sameAs(LiveRun other) {
    return columns.sameAs(other.columns)
        && epoch == other.epoch
        && epochFence == other.epochFence
        && lastFence == other.lastFence
        && readyCount == other.readyCount
        && unfinished == other.unfinished
        && stopping == other.stopping
        && result == other.result
        && values.equals(other.values)
        && Objects.equals(failure, other.failure)
        && waits.sameAs(other.waits);
  }

  private TaskKey key(int task) {
    return plan.task(task).key();
  }

  private long deadline(Now at) {
    var timeout = plan.job().timeoutMillis();
    return timeout == 0
        ? Long.MAX_VALUE
        : at.elapsedMillis() + at.rest(timeout, submittedWallMillis);
  }
}
