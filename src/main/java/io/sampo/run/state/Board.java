package io.sampo.run.state;

import io.sampo.dag.TaskGraph;
import io.sampo.model.Now;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.fleet.Fleet;
import io.sampo.run.state.line.Backlog;
import io.sampo.run.state.line.Line;
import io.sampo.run.state.line.Waits;
import java.util.Arrays;

/**
 * Where each task of a run stands, and the lines in which tasks wait for something to be done about
 * them. Changed by the fold of {@link LiveRun} alone.
 *
 * <p>Tasks of the job have the numbers that their places in the definition give them. The
 * iterations of loops follow, each loop's in a row.
 */
final class Board {

  final Columns columns;
  final Holdings holdings;
  final Loops loops;
  final Fleet fleet;

  /** By site, the tasks that need a worker there. */
  final Backlog[] backlogs;

  /** Back-offs of tasks that need no worker. */
  final Waits controlWaits = new Waits();

  /** Tasks whose dependencies are at rest, of which it is to be decided whether they run. */
  final Line undecided;

  /** Tasks that may begin, since they need no worker. */
  final Line controls;

  private final Plan plan;
  private int unfinished;

  private Board(Plan plan, Fleet fleet) {
    this.plan = plan;
    this.fleet = fleet;
    columns = new Columns(plan.size());
    loops = new Loops(plan, this);
    holdings = new Holdings(plan.sites().count());
    undecided = new Line(this::isUndecided);
    controls = new Line(this::isReady);
    backlogs = new Backlog[plan.sites().count()];
    Arrays.setAll(backlogs, _ -> new Backlog(this::isReady));
  }

  /** That of a run before anything has begun. */
  static Board of(Plan plan) {
    var board = new Board(plan, new Fleet(plan.clusters()));
    board.open();
    for (var task = 0; task < plan.size(); task++) {
      board.columns.remaining[task] = plan.graph().aboveCount(task);
      if (board.columns.remaining[task] == 0 || plan.task(task).disabled()) {
        board.loosen(task);
      }
    }
    return board;
  }

  /** That of a run as it was kept. */
  static Board of(Plan plan, RunSnapshot kept) {
    var board = new Board(plan, new Fleet(kept.fleet()));
    board.columns.restore(kept.tasks());
    board.loops.restore(kept.loops());
    board.open();
    kept.tasks().workers().forEach(board.holdings::number);
    kept.tasks().fences().forEach((task, fence) -> board.hold(task, fence));
    board.restore(kept.lines());
    return board;
  }

  /** Counts what has not come to rest. */
  private void open() {
    for (var task = 0; task < plan.size(); task++) {
      if (!columns.status(task).isFinal()) {
        unfinished++;
        open(task, 1);
      }
    }
  }

  private void hold(int task, long fence) {
    holdings.add(holdings.worker(columns.worker[task]), fence, task, site(task));
  }

  private void restore(RunSnapshot.Lines kept) {
    for (var site = 0; site < backlogs.length; site++) {
      backlogs[site].addAll(kept.backlogs().get(site));
    }
    undecided.addAll(kept.undecided());
    controls.addAll(kept.controls());
    controlWaits.addAll(kept.controlWaits());
  }

  /** What the task of this number does: a task of the job, or the nested one of a loop. */
  TaskDefinition definition(int task) {
    return task < plan.size() ? plan.task(task) : loops.of(task).nested();
  }

  /** The number of the site of a task; {@link Sites#NONE} if nothing of it needs a worker. */
  int site(int task) {
    return plan.sites().of(task < plan.size() ? task : loops.of(task).task());
  }

  private void open(int task, int more) {
    var site = plan.sites().of(task);
    if (site != Sites.NONE) {
      backlogs[site].open(more);
    }
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
    hold(task, started.fence());
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
      if (isControl(task)) {
        controlWaits.add(task, waitMillis, at);
      } else {
        backlogs[site(task)].wait(task, waitMillis, at);
      }
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
      open(task, -1);
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
      open(task, 1);
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

  private boolean isReady(int task) {
    return columns.status(task) == TaskStatus.READY;
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
      backlogs[site(task)].add(task);
    }
  }

  private boolean isControl(int task) {
    return definition(task).work().needsNoWorker();
  }

  /** Gives the task another status than the one for which it stands in a line. */
  private void move(int task, TaskStatus status) {
    if (isControl(task)) {
      controlWaits.remove(task);
      columns.status(task, status);
      controls.trim();
    } else {
      var backlog = backlogs[site(task)];
      backlog.leave(task, isReady(task));
      columns.status(task, status);
      backlog.trim();
    }
    undecided.trim();
  }

  void release(int task) {
    if (columns.fence[task] != 0) {
      holdings.remove(holdings.worker(columns.worker[task]), columns.fence[task], site(task));
      columns.fence[task] = 0;
    }
  }

  /** The next life of the coordinator has another clock. */
  void restart(Now now) {
    for (var backlog : backlogs) {
      backlog.restart(now);
    }
    controlWaits.restart(now);
  }

  TaskGraph graph() {
    return plan.graph();
  }
}
