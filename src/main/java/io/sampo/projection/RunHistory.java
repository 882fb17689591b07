package io.sampo.projection;

import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Loop;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that people want to know of one run, folded from its journal: what the run itself
 * knows, and beyond it every attempt there ever was. An event costs O(degree of the tasks it is
 * about). Not safe for use by several threads at once.
 */
public final class RunHistory {

  private static final Pattern ITERATION = Pattern.compile("(.+)\\[([0-9]{1,9})]");

  private final Plan plan;
  private final AttemptRows rows = new AttemptRows();
  private final Incidents incidents = new Incidents();
  private final NodeTimes nodeTimes = new NodeTimes();
  private final Map<Integer, Long> retryAtMillis = new HashMap<>();
  private final Map<Integer, RunId> children = new HashMap<>();
  private RunState state;
  private long seq;
  private @Nullable String coordinator;
  private boolean begun;

  /** The history of a run of {@code plan} before its first event. */
  public RunHistory(Plan plan) {
    this.plan = plan;
    state = new RunState.Absent(_ -> plan);
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
    state = state.after(journaled.event());
    note(journaled.event());
    incidents.accept(journaled.event());
    if (state instanceof LiveRun live) {
      nodeTimes.accept(live, journaled.event());
    }
    seq = journaled.seq();
  }

  private void note(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted submitted -> coordinator = submitted.node();
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
      case RunEvent.ChildStarted started -> {
        var attempt =
            Attempt.running(
                started.attempt(), 0, "run " + started.child(), started.at().wallMillis());
        rows.add(started.task(), attempt);
        children.put(started.task(), started.child());
        begun = true;
      }
      case RunEvent.ChildEnded ended -> endChild(ended);
      case RunEvent.LoopStarted started -> {
        begun = true;
        if (started.again()) {
          IntStream.range(started.first(), started.first() + started.count()).forEach(rows::again);
        }
      }
      case RunEvent.TasksReset(_, var tasks) -> tasks.forEach(rows::again);
      case RunEvent.TasksConcluded _ -> begun = true;
      case RunEvent.RunRepaired _,
          RunEvent.TaskMarked _,
          RunEvent.RunEnded _,
          RunEvent.TasksResolved _,
          RunEvent.TasksReleased _,
          RunEvent.TasksStopping _,
          RunEvent.StopRequested _,
          RunEvent.DurationExceeded _,
          RunEvent.OfCluster _ -> {}
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
    noteRetry(task, ended.next(), atMillis);
  }

  private void endChild(RunEvent.ChildEnded ended) {
    var task = ended.task();
    var atMillis = ended.at().wallMillis();
    rows.replaceLast(task, rows.last(task).ended(ended.result(), atMillis, ended.message()));
    noteRetry(task, ended.next(), atMillis);
  }

  private void noteRetry(int task, Next next, long atMillis) {
    switch (next) {
      case Next.Rest _ -> retryAtMillis.remove(task);
      case Next.Retry(var waitMillis) -> retryAtMillis.put(task, atMillis + waitMillis);
    }
  }

  /** A command has succeeded only if its process exited with 0; other work need not have one. */
  private @Nullable Integer exitCodeOfSuccess(int task) {
    return task(task).work() instanceof Work.Shell ? 0 : null;
  }

  /** Its tasks and their graph. */
  public Plan plan() {
    return plan;
  }

  /** The number of the last event; 0 before the first. */
  public long seq() {
    return seq;
  }

  /** What the events add up to, for reading only; null before the first event. */
  public @Nullable LiveRun live() {
    return state instanceof LiveRun live ? live : null;
  }

  /** The run's id; null before the first event. */
  public @Nullable RunId run() {
    return state instanceof LiveRun live ? live.run() : null;
  }

  /** The node that holds the run, or held it last; null before the first event. */
  public @Nullable String coordinator() {
    return coordinator;
  }

  /** Where the run stands. */
  public RunPhase phase() {
    if (result() != null) {
      return RunPhase.TERMINATED;
    }
    if (state instanceof LiveRun live && live.stopping() != null) {
      return RunPhase.TERMINATING;
    }
    return begun ? RunPhase.RUNNING : RunPhase.PENDING;
  }

  /** How it ended; null while it has not. */
  public @Nullable RunResult result() {
    return state instanceof LiveRun live ? live.result() : null;
  }

  /** Why it ended so; null if there is nothing to say. */
  public @Nullable String message() {
    return state instanceof LiveRun live && !live.endMessage().isEmpty() ? live.endMessage() : null;
  }

  /** When it was submitted, in milliseconds since the epoch; null before the first event. */
  public @Nullable Long startMillis() {
    return state instanceof LiveRun live ? live.submittedWallMillis() : null;
  }

  /** When it ended, in milliseconds since the epoch; null while it has not. */
  public @Nullable Long endMillis() {
    return incidents.endMillis();
  }

  /** The nodes that worked for the run, and for how long. */
  public NodeTimes nodeTimes() {
    return nodeTimes;
  }

  /** What happened beside what the state says. */
  public Incidents incidents() {
    return incidents;
  }

  /** The number of tasks of the job. */
  public int size() {
    return plan.size();
  }

  /** The definition of a task, or of an iteration. */
  public TaskDefinition task(int number) {
    return state instanceof LiveRun live ? live.definition(number) : plan.task(number);
  }

  /** What people call a task: its key, and for an iteration the loop's key and its place in it. */
  public String name(int number) {
    return state instanceof LiveRun live ? live.name(number) : plan.task(number).key().value();
  }

  /** The number of the task, or of the iteration, that is called {@code name}; empty if none is. */
  public OptionalInt find(String name) {
    var parts = ITERATION.matcher(name);
    var key = parts.matches() ? parts.group(1) : name;
    if (!TaskKey.PATTERN.matcher(key).matches()) {
      return OptionalInt.empty();
    }
    var task = plan.find(new TaskKey(key));
    if (task.isEmpty() || !parts.matches()) {
      return task;
    }
    var loop = state instanceof LiveRun live ? live.loop(task.getAsInt()) : null;
    var index = Integer.parseInt(parts.group(2));
    return loop == null || index >= loop.count()
        ? OptionalInt.empty()
        : OptionalInt.of(loop.first() + index);
  }

  /** Where a task stands. */
  public TaskStatus status(int task) {
    return state instanceof LiveRun live ? live.status(task) : TaskStatus.BLOCKED;
  }

  /** How many tasks of the job stand there. Looks at all of them. */
  public int count(TaskStatus status) {
    return (int) IntStream.range(0, size()).filter(task -> status(task) == status).count();
  }

  /** Every attempt of a task that began, first to last; a view that changes with the history. */
  public List<Attempt> attempts(int task) {
    return rows.of(task);
  }

  /**
   * How many attempts a task may have in all, as it looks from the one of this number: those that
   * use up no retry add to the whole. Null for no limit.
   */
  public @Nullable Integer attemptsMost(int task, int number) {
    var most = task(task).retry().maxRetries();
    return most == RetryPolicy.FOREVER
        ? null
        : (int) Math.min(Integer.MAX_VALUE, most + 1L + rows.free(task, number));
  }

  /** What a task that succeeded has set: JSON text by name. */
  public Map<String, String> values(int task) {
    return state instanceof LiveRun live ? live.values(task) : Map.of();
  }

  /** The run of another job that is, or last was, the work of a task; null if none was. */
  public @Nullable RunId child(int task) {
    return children.get(task);
  }

  /** The latest loop of a task; null if it is none, or was never started. */
  public @Nullable Loop loop(int task) {
    return task < size() && state instanceof LiveRun live ? live.loop(task) : null;
  }

  /** Iterations of {@code loop} that some worker or another run has; costs O(slots). */
  public int underWay(Loop loop) {
    if (!(state instanceof LiveRun live)) {
      return 0;
    }
    var end = loop.first() + loop.count();
    var held =
        live.holders().stream()
            .flatMap(worker -> live.heldBy(worker).values().stream())
            .filter(task -> task >= loop.first() && task < end)
            .count();
    return (int) held + live.children().subMap(loop.first(), end).size();
  }

  /** What a condition came to; null if the task is none, or came to nothing. */
  public @Nullable Boolean outcome(int task) {
    return state instanceof LiveRun live ? live.outcome(task) : null;
  }

  /** When a task that backs off may start again, in milliseconds since the epoch; else 0. */
  public long retryAtMillis(int task) {
    return retryAtMillis.getOrDefault(task, 0L);
  }
}
