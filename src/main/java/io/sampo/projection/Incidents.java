package io.sampo.projection;

import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run beside what its state says: who stopped, marked and gave back what, when
 * and why. Beyond eight bytes for each task it keeps something only of tasks with such news, and of
 * what may concern very many, the first so many.
 */
public final class Incidents {

  /** Words on single tasks that are kept: each may be thousands of characters long. */
  private static final int WORDS_MAX = 10_000;

  private static final int WARNINGS_MAX = 1_000;

  /**
   * A wish that something ends early.
   *
   * @param wholeRun whether it was about the run, not about single tasks
   */
  public record Stop(StopReason reason, String by, long atMillis, boolean wholeRun) {}

  /** That somebody said what became of a task. */
  public record Mark(TaskStatus status, String by, String why, long atMillis) {}

  /** That a worker gave a task back before it began. */
  public record Return(String why, long atMillis) {}

  /**
   * That something takes longer than its health rule allows.
   *
   * @param task its number; {@link RunEvent.DurationExceeded#WHOLE_RUN} for the run itself
   */
  public record Warning(int task, long limitMillis, long atMillis) {}

  private final Moments moments = new Moments();
  private final List<Stop> runStops = new ArrayList<>();
  private final Map<Integer, Stop> taskStops = new HashMap<>();
  private final Map<Integer, Mark> marks = new HashMap<>();
  private final Map<Integer, Return> returns = new HashMap<>();
  private final Map<Integer, String> conclusions = new HashMap<>();
  private final Set<Integer> openedLoops = new HashSet<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final List<Long> repairs = new ArrayList<>();
  private final List<@Nullable Long> ends = new ArrayList<>();
  private @Nullable Long endMillis;

  Incidents() {}

  void accept(RunEvent event) {
    var at = event.at().wallMillis();
    switch (event) {
      case RunEvent.AttemptsStarted(_, _, var started) ->
          started.forEach(one -> {
            moments.put(one.task(), at);
            returns.remove(one.task());
          });
      case RunEvent.AttemptsBegan(_, var began) ->
          began.forEach(one -> moments.put(one.task(), at));
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.forEach(one -> {
            moments.put(one.task(), at);
            returns.put(one.task(), new Return(one.reason(), at));
          });
      case RunEvent.AttemptsEnded(_, var ended) ->
          ended.forEach(one -> moments.put(one.task(), at));
      case RunEvent.TasksResolved(_, _, var tasks) -> tasks.forEach(task -> moments.put(task, at));
      case RunEvent.TasksReleased(_, var tasks) -> tasks.forEach(task -> moments.put(task, at));
      case RunEvent.TasksConcluded(_, var concluded) ->
          concluded.forEach(one -> {
            moments.put(one.task(), at);
            conclude(one.task(), one.message());
          });
      case RunEvent.LoopStarted started -> {
        moments.put(started.task(), at);
        openedLoops.add(started.task());
      }
      case RunEvent.ChildStarted started -> moments.put(started.task(), at);
      case RunEvent.ChildEnded ended -> moments.put(ended.task(), at);
      case RunEvent.TasksStopping(_, var tasks, var reason, var by) ->
          tasks.forEach(task -> taskStops.put(task, new Stop(reason, by, at, false)));
      case RunEvent.StopRequested(_, var reason, var by) ->
          runStops.add(new Stop(reason, by, at, true));
      case RunEvent.TaskMarked marked -> mark(marked, at);
      case RunEvent.TasksReset(_, var tasks) -> tasks.forEach(task -> reset(task, at));
      case RunEvent.RunRepaired _ -> {
        repairs.add(at);
        ends.add(endMillis);
        endMillis = null;
      }
      case RunEvent.DurationExceeded(_, var task, var limit) -> warn(task, limit, at);
      case RunEvent.RunEnded _ -> endMillis = at;
      case RunEvent.RunSubmitted _, RunEvent.TakenOver _, RunEvent.OfCluster _ -> {}
    }
  }

  private void conclude(int task, String message) {
    if (conclusions.size() < WORDS_MAX || conclusions.containsKey(task)) {
      conclusions.put(task, message);
    }
  }

  private void mark(RunEvent.TaskMarked marked, long at) {
    var task = marked.task();
    moments.put(task, at);
    marks.put(task, new Mark(marked.status(), marked.by(), marked.why(), at));
    endMillis = null;
  }

  private void reset(int task, long at) {
    moments.put(task, at);
    marks.remove(task);
    taskStops.remove(task);
    conclusions.remove(task);
    openedLoops.remove(task);
  }

  private void warn(int task, long limitMillis, long at) {
    if (warnings.size() < WARNINGS_MAX) {
      warnings.add(new Warning(task, limitMillis, at));
    }
  }

  /** When the last thing happened to a task, in milliseconds since the epoch; 0 if nothing did. */
  public long lastMillis(int task) {
    return moments.of(task);
  }

  /** The wish by which a task was, or is being, stopped itself; null if it was not. */
  public @Nullable Stop stopOf(int task) {
    return taskStops.get(task);
  }

  /**
   * The wish by which the whole run was stopped at {@code atMillis}; null if it was not: a repair
   * lifts it.
   */
  public @Nullable Stop stopOfRun(long atMillis) {
    var stop = runStops.reversed().stream().filter(one -> one.atMillis() <= atMillis).findFirst();
    return stop.filter(one -> !isLifted(one, atMillis)).orElse(null);
  }

  private boolean isLifted(Stop stop, long atMillis) {
    return repairs.stream().anyMatch(at -> at > stop.atMillis() && at < atMillis);
  }

  /** What somebody said of the task; null if nobody did, or it was repaired since. */
  public @Nullable Mark mark(int task) {
    return marks.get(task);
  }

  /** That a worker gave the task back, and none has it since; null if that is not so. */
  public @Nullable Return returned(int task) {
    return returns.get(task);
  }

  /** What the run said when it brought the task to rest itself; null if it did not, or forgot. */
  public @Nullable String conclusion(int task) {
    return conclusions.get(task);
  }

  /** Whether the loop went through its inputs since it was first or last made to run. */
  public boolean isOpened(int loop) {
    return openedLoops.contains(loop);
  }

  /** What took too long, first to last. */
  public List<Warning> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** For each repair, when the run had ended before; null if it was going on. */
  public List<@Nullable Long> endsBeforeRepairs() {
    return Collections.unmodifiableList(ends);
  }

  /** When the run ended, in milliseconds since the epoch; null while it has not. */
  public @Nullable Long endMillis() {
    return endMillis;
  }
}
