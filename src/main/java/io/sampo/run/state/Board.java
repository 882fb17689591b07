package io.sampo.run.state;

import io.sampo.dag.TaskGraph;
import io.sampo.model.Now;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent.AttemptsStarted.Started;

/**
 * Where each task of a run stands, and the lines in which tasks wait for something to be done about
 * them. Changed by the fold of {@link LiveRun} alone.
 *
 * <p>Tasks of the job have the numbers that their places in the definition give them. The
 * iterations of loops follow, each loop's in a row.
 */
final class Board {

  final Columns columns;
  final Holdings holdings = new Holdings();
  final Loops loops;

  /** Back-offs of tasks that need a worker, and of those that do not. */
  final Waits waits = new Waits();

  final Waits controlWaits = new Waits();

  /** Tasks whose dependencies are at rest, of which it is to be decided whether they run. */
  final Line undecided;

  /** Tasks that may start as soon as there is a slot, and those that need none. */
  final Line ready;

  final Line controls;
  private final Plan plan;
  private int readyCount;
  private int unfinished;

  Board(Plan plan) {
    this.plan = plan;
    columns = new Columns(plan.size());
    loops = new Loops(plan, this);
    undecided = new Line(this::isUndecided);
    ready = new Line(task -> columns.status(task) == TaskStatus.READY);
    controls = new Line(task -> columns.status(task) == TaskStatus.READY);
    unfinished = plan.size();
    for (var task = 0; task < plan.size(); task++) {
      columns.remaining[task] = plan.graph().aboveCount(task);
      if (columns.remaining[task] == 0 || plan.task(task).disabled()) {
        loosen(task);
      }
    }
  }

  /** What the task of this number does: a task of the job, or the nested one of a loop. */
  TaskDefinition definition(int task) {
    return task < plan.size() ? plan.task(task) : loops.of(task).nested();
  }

  /** Tasks that need a worker and have none, back-offs left out. */
  int readyCount() {
    return readyCount;
  }

  /** Tasks of the job that have not come to rest. */
  int unfinished() {
    return unfinished;
  }

  void start(WorkerId worker, Started started) {
    var task = started.task();
    move(task, TaskStatus.ASSIGNED);
    columns.attempt[task] = started.attempt();
    columns.fence[task] = started.fence();
    columns.worker[task] = holdings.number(worker);
    holdings.add(worker, started.fence(), task);
  }

  void giveBack(int task) {
    release(task);
    makeReady(task);
  }

  /** Begins what needs no worker. */
  void begin(int task) {
    move(task, TaskStatus.RUNNING);
  }

  void retry(int task, long waitMillis, Now at) {
    if (waitMillis == 0) {
      makeReady(task);
    } else {
      move(task, TaskStatus.BACKING_OFF);
      (isControl(task) ? controlWaits : waits).add(task, waitMillis, at);
    }
  }

  void rest(int task, TaskStatus status) {
    release(task);
    var before = columns.status(task);
    move(task, status);
    if (task >= plan.size()) {
      loops.of(task).rested(before, status);
    } else if (!before.isFinal()) {
      unfinished--;
      plan.graph().forEachBelow(task, below -> loosen(below, status));
    }
  }

  /** Another word on a task that is at rest; whoever waits for it has heard the first. */
  void change(int task, TaskStatus status) {
    move(task, status);
  }

  /** Puts a task that is at rest where it was before; what waits for it waits again. */
  void reset(int task) {
    columns.status(task, TaskStatus.BLOCKED);
    columns.failures[task] = 0;
    columns.lost[task] = 0;
    if (task < plan.size()) {
      unfinished++;
      recount(task);
      plan.graph().forEachBelow(task, this::recount);
    }
  }

  /** Looks again at everything above a task, of which nothing is under way and which may wait. */
  private void recount(int task) {
    switch (columns.status(task)) {
      case BLOCKED -> {}
      case READY, BACKING_OFF -> move(task, TaskStatus.BLOCKED);
      case ASSIGNED,
          RUNNING,
          SUCCESS,
          FAILED,
          TIMEDOUT,
          CANCELED,
          UPSTREAM_FAILED,
          UPSTREAM_CANCELED,
          EXCLUDED,
          DISABLED -> {
        return;
      }
    }
    var remaining = new int[1];
    var mixed = new boolean[1];
    plan.graph()
        .forEachAbove(
            task,
            above -> {
              var status = columns.status(above);
              remaining[0] += status.isFinal() ? 0 : 1;
              mixed[0] |= status.isFinal() && status != TaskStatus.SUCCESS;
            });
    columns.remaining[task] = remaining[0];
    columns.mixed[task] = mixed[0];
    undecided.trim();
    if (remaining[0] == 0 || plan.task(task).disabled()) {
      undecided.add(task);
    }
  }

  private void loosen(int task, TaskStatus above) {
    columns.remaining[task]--;
    columns.mixed[task] |= above != TaskStatus.SUCCESS;
    if (columns.remaining[task] == 0 && columns.status(task) == TaskStatus.BLOCKED) {
      loosen(task);
    }
  }

  private void loosen(int task) {
    if (columns.mixed[task] || plan.isGated(task)) {
      undecided.add(task);
    } else {
      makeReady(task);
    }
  }

  private boolean isUndecided(int task) {
    return columns.status(task) == TaskStatus.BLOCKED
        && (columns.remaining[task] == 0 || plan.task(task).disabled());
  }

  void makeReady(int task) {
    columns.status(task, TaskStatus.READY);
    if (isControl(task)) {
      controls.add(task);
    } else {
      ready.add(task);
      readyCount++;
    }
  }

  private boolean isControl(int task) {
    return definition(task).work().needsNoWorker();
  }

  /** Gives the task another status than the one for which it stands in a line. */
  private void move(int task, TaskStatus status) {
    if (columns.status(task) == TaskStatus.READY && !isControl(task)) {
      readyCount--;
    }
    waits.remove(task);
    controlWaits.remove(task);
    columns.status(task, status);
    ready.trim();
    controls.trim();
    undecided.trim();
  }

  void release(int task) {
    if (columns.fence[task] != 0) {
      holdings.remove(holdings.worker(columns.worker[task]), columns.fence[task]);
      columns.fence[task] = 0;
    }
  }

  /** The next life of the coordinator has another clock. */
  void restart(Now now) {
    waits.restart(now);
    controlWaits.restart(now);
  }

  boolean sameAs(Board other) {
    return columns.sameAs(other.columns)
        && readyCount == other.readyCount
        && unfinished == other.unfinished
        && waits.sameAs(other.waits)
        && controlWaits.sameAs(other.controlWaits)
        && loops.sameAs(other.loops);
  }

  TaskGraph graph() {
    return plan.graph();
  }
}
