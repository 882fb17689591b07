package io.sampo.projection.why;

import io.sampo.model.TaskStatus;
import io.sampo.projection.Attempt;
import io.sampo.projection.Incidents;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The run that is asked about, and the steps that were found so far. Serves one question. */
final class Telling {

  /** What a step of the way returns when there is nothing further up. */
  static final int END = -1;

  final RunHistory history;
  final LiveRun run;
  final Incidents incidents;
  final Around around;
  private final List<Step> steps = new ArrayList<>();

  Telling(RunHistory history, Around around) {
    var live = history.live();
    if (live == null) {
      throw new IllegalStateException("a run without events has no tasks to ask about");
    }
    this.history = history;
    this.run = live;
    this.incidents = history.incidents();
    this.around = around;
  }

  List<Step> steps() {
    return steps;
  }

  void say(int task, Reason reason) {
    steps.add(new Step(history.name(task), reason));
  }

  /** Says the last that is to be said. */
  int end(int task, Reason reason) {
    say(task, reason);
    return END;
  }

  boolean isIteration(int task) {
    return task >= run.plan().size();
  }

  /** The tasks that {@code task} waits for, by number, in the order of its definition. */
  int[] above(int task) {
    if (isIteration(task)) {
      return new int[0];
    }
    var found = IntStream.builder();
    run.plan().graph().forEachAbove(task, found::add);
    return found.build().toArray();
  }

  /** The first task above {@code task} for which that is so; {@link #END} if there is none. */
  int firstAbove(int task, IntPredicate which) {
    return IntStream.of(above(task)).filter(which).findFirst().orElse(END);
  }

  @Nullable Attempt last(int task) {
    var attempts = history.attempts(task);
    return attempts.isEmpty() ? null : attempts.getLast();
  }

  /** An attempt as people count it: from 1, and those that use up no retry add to the whole. */
  Reason.Try attempt(int task, int number) {
    return new Reason.Try(number + 1, history.attemptsMost(task, number));
  }

  /** How long the task takes as a rule; null if nobody knows. */
  @Nullable Long usual(int task) {
    var usual = around.usualMillis().applyAsLong(run.definition(task).key());
    return usual > 0 ? usual : null;
  }

  /** The wish by which the task was, or is being, stopped: its own, its loop's, or the run's. */
  Incidents.@Nullable Stop stop(int task, long atMillis) {
    var own = incidents.stopOf(task);
    if (own != null) {
      return own;
    }
    var loops = isIteration(task) ? incidents.stopOf(run.inJob(task)) : null;
    return loops != null ? loops : incidents.stopOfRun(atMillis);
  }

  boolean is(int task, TaskStatus status) {
    return run.status(task) == status;
  }
}
