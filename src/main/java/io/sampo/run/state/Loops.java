package io.sampo.run.state;

import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.template.JsonArray;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loops of a run that have been started, and which iteration belongs to which. */
final class Loops {

  private final Plan plan;
  private final Board board;
  private final NavigableMap<Integer, Loop> byFirst = new TreeMap<>();

  /** The latest of each task. */
  private final NavigableMap<Integer, Loop> byTask = new TreeMap<>();

  /** Loops of which every iteration has come to rest, but not yet the loop itself. */
  private final NavigableMap<Integer, Loop> done = new TreeMap<>();

  Loops(Plan plan, Board board) {
    this.plan = plan;
    this.board = board;
  }

  void start(RunEvent.LoopStarted started) {
    var task = started.task();
    board.begin(task);
    if (started.again()) {
      Objects.requireNonNull(byTask.get(task)).again();
    } else {
      add(started);
    }
    var loop = Objects.requireNonNull(byTask.get(task));
    loop.release();
    note(loop);
  }

  private void add(RunEvent.LoopStarted started) {
    var task = started.task();
    if (started.first() != board.columns.size()) {
      throw new IllegalStateException(
          "first iteration: %d (expected: %d)".formatted(started.first(), board.columns.size()));
    }
    var own = started.inputs();
    var inputs = JsonArray.parse(own == null ? work(task).inputs() : own);
    if (inputs.size() != started.count()) {
      throw new IllegalStateException(
          "iterations: %d (expected: %d)".formatted(started.count(), inputs.size()));
    }
    board.columns.grow(started.first() + started.count());
    var _ = put(task, started.first(), inputs, true);
  }

  private Work.ForEach work(int task) {
    if (plan.task(task).work() instanceof Work.ForEach work) {
      return work;
    }
    throw new IllegalStateException("task %d is no loop".formatted(task));
  }

  private Loop put(int task, int first, JsonArray inputs, boolean latest) {
    var work = work(task);
    var loop = new Loop(board, task, first, work.task(), work.concurrency(), inputs);
    if (inputs.size() > 0) {
      byFirst.put(first, loop);
    }
    if (latest) {
      byTask.put(task, loop);
    }
    return loop;
  }

  /** Takes note that a loop may be through. */
  void note(Loop loop) {
    if (loop.isDone()) {
      done.put(loop.task(), loop);
    }
  }

  /** The loop is at rest. */
  void conclude(int task) {
    done.remove(task);
  }

  /** The loop that the iteration of this number belongs to. */
  Loop of(int iteration) {
    var floor = byFirst.floorEntry(iteration);
    if (floor == null || iteration >= floor.getKey() + floor.getValue().count()) {
      throw new IllegalStateException("task %d is not there".formatted(iteration));
    }
    return floor.getValue();
  }

  /** The latest loop of a task; null if it never started. */
  @Nullable Loop ofTask(int task) {
    return byTask.get(task);
  }

  /** Loops that are through, and are to be concluded. */
  Collection<Loop> done() {
    return done.values();
  }

  /** All of them, in the order in which they were started. */
  List<RunSnapshot.LoopSnapshot> snapshot() {
    var empty = byTask.values().stream().filter(loop -> loop.count() == 0);
    return Stream.concat(byFirst.values().stream(), empty)
        .sorted(Comparator.comparingInt(Loop::first).thenComparingInt(Loop::count))
        .map(loop -> loop.snapshot(byTask.get(loop.task()) == loop, done.get(loop.task()) == loop))
        .toList();
  }

  /** Takes what {@link #snapshot} had. */
  void restore(List<RunSnapshot.LoopSnapshot> kept) {
    for (var one : kept) {
      var loop = put(one.task(), one.first(), JsonArray.parse(one.inputs()), one.latest());
      loop.restore(one);
      if (one.due()) {
        done.put(one.task(), loop);
      }
    }
  }
}
