package io.sampo.simulation.rehearsal;

import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Loop;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * When what happened to each task, in milliseconds from the submission: columns by task number, 60
 * bytes a task, which grow when the run makes tasks. Looks at a task only when an event names it.
 */
final class Timeline {

  private static final int GROWTH = 1_000;

  /** No attempt has started. */
  static final long NEVER = -1;

  /** When the first attempt could start. */
  long[] ready;

  /** When the next attempt can start, or the current one could. */
  private long[] next;

  /** When the current attempt started. */
  private long[] started;

  /** When the first attempt started. */
  long[] start;

  /** When the task came to rest. */
  long[] rest;

  /** How long attempts waited for a slot. */
  long[] queued;

  /** How long attempts ran. */
  long[] worked;

  int[] attempts;

  /** Tasks that took longer than their health rule allows. */
  final BitSet slow = new BitSet();

  /** Tasks that need no worker: their parts take time, and they themselves none. */
  private final BitSet controls = new BitSet();

  /** The number of the first iteration that has not been let go, by the task that is the loop. */
  private final Map<Integer, Integer> held = new HashMap<>();

  private boolean slowRun;
  private int known;

  Timeline(int tasks) {
    ready = new long[tasks];
    next = new long[tasks];
    started = new long[tasks];
    start = new long[tasks];
    rest = new long[tasks];
    queued = new long[tasks];
    worked = new long[tasks];
    attempts = new int[tasks];
    Arrays.fill(start, NEVER);
    known = tasks;
  }

  /** Takes in what has happened; {@code run} is as it is afterwards. */
  void note(LiveRun run, RunEvent event) {
    var now = event.at().elapsedMillis();
    learn(run.size(), now);
    switch (event) {
      case RunEvent.AttemptsStarted(_, _, var all) ->
          all.forEach(one -> started(run, one.task(), now));
      case RunEvent.AttemptsEnded(_, var all) -> all.forEach(one -> ended(run, one, now));
      case RunEvent.TasksResolved(_, _, var tasks) ->
          tasks.forEach(task -> resolved(run, task, now));
      case RunEvent.TasksConcluded(_, var all) ->
          all.forEach(one -> concluded(run, one.task(), now));
      case RunEvent.TaskMarked marked -> resolved(run, marked.task(), now);
      case RunEvent.TasksReleased(_, var tasks) -> tasks.forEach(task -> next[task] = now);
      case RunEvent.LoopStarted loop -> {
        controlled(run, loop.task(), now);
        held.put(loop.task(), loop.first());
        letGo(run, loop.task(), now);
      }
      case RunEvent.ChildStarted child -> controlled(run, child.task(), now);
      case RunEvent.ChildEnded child -> goesOn(run, child.task(), child.next(), now);
      case RunEvent.DurationExceeded(_, var task, _) -> exceeded(task);
      case RunEvent.RunSubmitted _ -> Arrays.fill(next, now);
      case RunEvent.TakenOver _,
          RunEvent.OfCluster _,
          RunEvent.AttemptsBegan _,
          RunEvent.AssignmentsReturned _,
          RunEvent.StopRequested _,
          RunEvent.TasksStopping _,
          RunEvent.RunRepaired _,
          RunEvent.TasksReset _,
          RunEvent.RunEnded _ -> {}
    }
  }

  /**
   * How long the task takes when it need not wait for slots: its attempts and its back-offs.
   * Nothing for a task without a worker.
   */
  long span(int task) {
    return attempts[task] == 0 || controls.get(task) ? 0 : rest[task] - ready[task] - queued[task];
  }

  /** Whether the task did its work without a worker. */
  boolean isControl(int task) {
    return controls.get(task);
  }

  /** Whether the run took longer than its health rule allows. */
  boolean isSlow() {
    return slowRun;
  }

  private void started(LiveRun run, int task, long now) {
    if (attempts[task]++ == 0) {
      run.plan()
          .graph()
          .forEachAbove(run.inJob(task), above -> next[task] = Math.max(next[task], rest[above]));
      ready[task] = next[task];
      start[task] = now;
    }
    queued[task] += now - next[task];
    started[task] = now;
  }

  /** What needs no worker waits for nobody. */
  private void controlled(LiveRun run, int task, long now) {
    controls.set(task);
    next[task] = now;
    started(run, task, now);
  }

  private void ended(LiveRun run, Ended one, long now) {
    worked[one.task()] += now - started[one.task()];
    goesOn(run, one.task(), one.next(), now);
  }

  private void goesOn(LiveRun run, int task, Next then, long now) {
    switch (then) {
      case Next.Rest _ -> rests(run, task, now);
      case Next.Retry(var waitMillis) -> next[task] = now + waitMillis;
    }
  }

  /** A task that is given up while it waits for its next attempt may have waited for a slot. */
  private void resolved(LiveRun run, int task, long now) {
    if (attempts[task] > 0 && !controls.get(task)) {
      queued[task] += Math.max(0, now - next[task]);
    }
    rests(run, task, now);
  }

  /** A condition is decided in no time; a loop has begun before; others never do. */
  private void concluded(LiveRun run, int task, long now) {
    if (run.definition(task).work() instanceof Work.Condition) {
      controlled(run, task, now);
    }
    resolved(run, task, now);
  }

  private void rests(LiveRun run, int task, long now) {
    rest[task] = now;
    if (task >= run.plan().size()) {
      letGo(run, run.inJob(task), now);
    }
  }

  /** Looks which iterations a loop has let go: they come in order, and the others are blocked. */
  private void letGo(LiveRun run, int task, long now) {
    var loop = run.loop(task);
    if (loop != null) {
      held.computeIfPresent(task, (_, first) -> letGo(run, loop, first, now));
    }
  }

  private int letGo(LiveRun run, Loop loop, int first, long now) {
    var iteration = first;
    while (iteration < loop.first() + loop.count() && run.status(iteration) != TaskStatus.BLOCKED) {
      next[iteration++] = now;
    }
    return iteration;
  }

  private void exceeded(int task) {
    if (task == RunEvent.DurationExceeded.WHOLE_RUN) {
      slowRun = true;
    } else {
      slow.set(task);
    }
  }

  /** Takes in tasks that were not there before, which exist from now on. */
  private void learn(int tasks, long now) {
    if (tasks > next.length) {
      grow(Math.max(tasks, next.length + next.length / 2 + GROWTH));
    }
    for (; known < tasks; known++) {
      next[known] = now;
      start[known] = NEVER;
    }
  }

  private void grow(int tasks) {
    ready = Arrays.copyOf(ready, tasks);
    next = Arrays.copyOf(next, tasks);
    started = Arrays.copyOf(started, tasks);
    start = Arrays.copyOf(start, tasks);
    rest = Arrays.copyOf(rest, tasks);
    queued = Arrays.copyOf(queued, tasks);
    worked = Arrays.copyOf(worked, tasks);
    attempts = Arrays.copyOf(attempts, tasks);
  }
}
