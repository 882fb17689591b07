package io.sampo.run.state;

import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.template.JsonArray;

/**
 * A loop that goes through its inputs, or has. Its iterations are tasks with numbers in a row, of
 * which so many at a time are let go as may run at the same time.
 */
public final class Loop {

  private final Board board;
  private final int task;
  private final int first;
  private final TaskDefinition nested;
  private final boolean refers;
  private final int concurrency;
  private final JsonArray inputs;
  private int next;
  private int active;
  private int succeeded;
  private int failed;
  private int canceled;
  private boolean stopping;

  Loop(Board board, int task, int first, TaskDefinition nested, int concurrency, JsonArray inputs) {
    this.board = board;
    this.task = task;
    this.first = first;
    this.nested = nested;
    this.refers = Plan.refers(nested.work());
    this.concurrency = concurrency;
    this.inputs = inputs;
  }

  /** How its iterations are getting on. */
  public record Statistics(
      int total, int scheduled, int active, int succeeded, int failed, int canceled) {

    /** Those that have come to rest. */
    public int completed() {
      return succeeded + failed + canceled;
    }
  }

  /** The number of the task that is the loop. */
  public int task() {
    return task;
  }

  /** The number of its first iteration. */
  public int first() {
    return first;
  }

  /** How many iterations there are. */
  public int count() {
    return inputs.size();
  }

  /** What is done with each input. */
  public TaskDefinition nested() {
    return nested;
  }

  /** Whether the work of its iterations may have a reference in it. */
  boolean refers() {
    return refers;
  }

  /** What it goes through, as JSON. */
  public String inputs() {
    return inputs.text();
  }

  /** The input of the iteration that has the number {@code iteration}, as JSON. */
  public String input(int iteration) {
    return inputs.element(iteration - first);
  }

  /** How its iterations are getting on. */
  public Statistics statistics() {
    return new Statistics(
        count(), succeeded + failed + canceled + active, active, succeeded, failed, canceled);
  }

  /** Whether every iteration has come to rest. */
  public boolean isDone() {
    return succeeded + failed + canceled == count();
  }

  void stop() {
    stopping = true;
  }

  /** Lets as many iterations go as may run at the same time. */
  void release() {
    while (!stopping && active < concurrency && next < count()) {
      var iteration = first + next++;
      if (board.columns.status(iteration) == TaskStatus.BLOCKED) {
        active++;
        board.makeReady(iteration);
      }
    }
  }

  /** An iteration that was in state {@code before} came to rest. */
  void rested(TaskStatus before, TaskStatus status) {
    switch (status) {
      case SUCCESS, EXCLUDED, DISABLED -> succeeded++;
      case CANCELED, UPSTREAM_CANCELED -> canceled++;
      case FAILED, TIMEDOUT, UPSTREAM_FAILED -> failed++;
      case BLOCKED, READY, ASSIGNED, RUNNING, BACKING_OFF ->
          throw new IllegalStateException("an iteration rests as " + status);
    }
    if (before != TaskStatus.BLOCKED) {
      active--;
    }
    release();
    board.loops.note(this);
  }

  /** Puts every iteration that did not succeed where it was before. */
  void again() {
    for (var iteration = first; iteration < first + count(); iteration++) {
      if (board.columns.status(iteration) != TaskStatus.SUCCESS) {
        board.reset(iteration);
      }
    }
    failed = 0;
    canceled = 0;
    next = 0;
    stopping = false;
  }

  RunSnapshot.LoopSnapshot snapshot(boolean latest, boolean due) {
    return new RunSnapshot.LoopSnapshot(
        task, first, inputs(), next, active, succeeded, failed, canceled, stopping, latest, due);
  }

  /** Takes how far it had come. */
  void restore(RunSnapshot.LoopSnapshot kept) {
    next = kept.next();
    active = kept.active();
    succeeded = kept.succeeded();
    failed = kept.failed();
    canceled = kept.canceled();
    stopping = kept.stopping();
  }
}
