package io.sampo.run.state;

import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import io.sampo.run.state.line.Backlog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a run add up to, and how. Decides nothing: whatever an event says is so. Costs
 * O(degree of the tasks the event is about), except where a whole run is concerned.
 */
final class Fold {

  final RunEvent.RunSubmitted submitted;
  final Plan plan;
  final Board board;
  final Watch watch = new Watch();
  final Failures failures = new Failures();
  final Map<Integer, Map<String, String>> values = new HashMap<>();
  final Map<Integer, Boolean> outcomes = new HashMap<>();
  final Map<Integer, StopReason> stoppingTasks = new HashMap<>();
  final NavigableMap<Integer, Child> children = new TreeMap<>();
  final List<Repair> repairs = new ArrayList<>();
  Map<String, String> parameters;
  long begunWallMillis;
  long deadlineMillis;
  long warningMillis;
  long epoch = 1;
  long epochFence;
  long lastFence;
  @Nullable StopReason stopping;
  @Nullable RunResult result;
  String endMessage = "";

  Fold(RunEvent.RunSubmitted submitted, Plan plan) {
    this(submitted, plan, Board.of(plan));
    begin(submitted.at());
  }

  /** As {@code kept} has it. */
  Fold(RunSnapshot kept, Plan plan) {
    this(kept.submitted(), plan, Board.of(plan, kept));
    restore(kept.life());
    watch.warnings.addAll(kept.lines().warnings());
    watch.deadlines.addAll(kept.lines().deadlines());
    var notes = kept.notes();
    values.putAll(notes.values());
    outcomes.putAll(notes.outcomes());
    stoppingTasks.putAll(notes.stopping());
    notes.children().forEach(child -> children.put(child.task(), child));
    notes.failures().forEach(failure -> failures.add(failure.task(), failure.message()));
  }

  private Fold(RunEvent.RunSubmitted submitted, Plan plan, Board board) {
    this.submitted = submitted;
    this.plan = plan;
    this.board = board;
    parameters = submitted.parameters();
  }

  private void restore(RunSnapshot.Life kept) {
    parameters = kept.parameters();
    begunWallMillis = kept.begunWallMillis();
    deadlineMillis = kept.deadlineMillis();
    warningMillis = kept.warningMillis();
    epoch = kept.epoch();
    epochFence = kept.epochFence();
    lastFence = kept.lastFence();
    repairs.addAll(kept.repairs());
    stopping = kept.stopping();
    result = kept.result();
    endMessage = kept.endMessage();
  }

  void accept(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted _ ->
          throw new IllegalStateException("submitted twice: " + submitted.run());
      case RunEvent.TakenOver taken -> takeOver(taken);
      case RunEvent.AttemptsStarted(_, var worker, var started) ->
          started.forEach(one -> {
            board.start(worker, one);
            lastFence = Math.max(lastFence, one.fence());
          });
      case RunEvent.AttemptsBegan(var at, var began) -> began.forEach(one -> begin(one.task(), at));
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.forEach(one -> board.giveBack(one.task()));
      case RunEvent.AttemptsEnded(var at, var ended) -> ended.forEach(one -> end(one, at));
      case RunEvent.TasksResolved(_, var status, var tasks) ->
          tasks.forEach(task -> rest(task, status));
      case RunEvent.TasksReleased(_, var tasks) -> tasks.forEach(board::makeReady);
      case RunEvent.TasksConcluded(_, var concluded) -> concluded.forEach(this::conclude);
      case RunEvent.LoopStarted started -> {
        board.loops.start(started);
        watch.begin(started.task(), definition(started.task()), started.at());
      }
      case RunEvent.ChildStarted started -> startChild(started);
      case RunEvent.ChildEnded ended -> endChild(ended);
      case RunEvent.TasksStopping(_, var tasks, var reason, _) ->
          tasks.forEach(task -> stop(task, reason));
      case RunEvent.TaskMarked marked -> mark(marked);
      case RunEvent.StopRequested(_, var reason, _) -> stopping = reason;
      case RunEvent.RunRepaired repaired -> repair(repaired);
      case RunEvent.TasksReset(_, var tasks) -> tasks.forEach(this::reset);
      case RunEvent.DurationExceeded(_, var task, _) -> exceed(task);
      case RunEvent.OfCluster said -> board.fleet.accept(said);
      case RunEvent.RunEnded(_, var how, var why) -> {
        result = how;
        endMessage = why;
      }
    }
  }

  private void begin(Now at) {
    begunWallMillis = at.wallMillis();
    setLimits(at);
  }

  private void setLimits(Now at) {
    deadlineMillis = due(plan.job().timeoutMillis(), at);
    warningMillis =
        warningMillis == Long.MAX_VALUE ? warningMillis : due(plan.job().warnMillis(), at);
  }

  private long due(long limitMillis, Now at) {
    return limitMillis == 0
        ? Long.MAX_VALUE
        : at.elapsedMillis() + at.rest(limitMillis, begunWallMillis);
  }

  private void takeOver(RunEvent.TakenOver taken) {
    epoch = taken.epoch();
    epochFence = lastFence;
    board.restart(taken.at());
    watch.restart(taken.at());
    setLimits(taken.at());
  }

  private void begin(int task, Now at) {
    board.begin(task);
    watch.begin(task, definition(task), at);
  }

  private void end(RunEvent.AttemptsEnded.Ended ended, Now at) {
    var task = ended.task();
    board.release(task);
    board.columns.attempt[task]++;
    values.remove(task);
    switch (ended.outcome()) {
      case Outcome.Succeeded(var set) when !set.isEmpty() -> values.put(task, set);
      case Outcome.Lost _, Outcome.Canceled _ -> board.columns.lost[task]++;
      case Outcome.Failed _, Outcome.TimedOut _ -> board.columns.failures[task]++;
      case Outcome.Succeeded _ -> {}
    }
    goOn(task, ended.next(), ended.outcome().message(), at);
  }

  private void goOn(int task, Next next, String message, Now at) {
    watch.end(task);
    switch (next) {
      case Next.Rest(var status) -> {
        note(task, status, message);
        rest(task, status);
      }
      case Next.Retry(var waitMillis) -> board.retry(task, waitMillis, at);
    }
  }

  private void note(int task, TaskStatus status, String message) {
    if (status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT) {
      failures.add(task, message);
    }
  }

  private void rest(int task, TaskStatus status) {
    watch.end(task);
    stoppingTasks.remove(task);
    board.rest(task, status);
  }

  private void conclude(RunEvent.TasksConcluded.Concluded concluded) {
    var task = concluded.task();
    if (definition(task).work().needsNoWorker()) {
      board.columns.attempt[task]++;
      board.loops.conclude(task);
    }
    if (concluded.outcome() != null) {
      outcomes.put(task, concluded.outcome());
    }
    note(task, concluded.status(), concluded.message());
    rest(task, concluded.status());
  }

  private void startChild(RunEvent.ChildStarted started) {
    var task = started.task();
    begin(task, started.at());
    children.put(
        task,
        new Child(
            task, started.attempt(), started.child(), started.definition(), started.parameters()));
  }

  private void endChild(RunEvent.ChildEnded ended) {
    var task = ended.task();
    children.remove(task);
    board.columns.attempt[task]++;
    if (ended.next() instanceof Next.Retry) {
      board.columns.failures[task]++;
    }
    goOn(task, ended.next(), ended.message(), ended.at());
  }

  private void stop(int task, StopReason reason) {
    stoppingTasks.put(task, reason);
    watch.end(task);
    var loop = task < plan.size() ? board.loops.ofTask(task) : null;
    if (loop != null) {
      loop.stop();
    }
  }

  private void mark(RunEvent.TaskMarked marked) {
    var task = marked.task();
    result = null;
    failures.remove(task);
    if (board.columns.status(task).isFinal()) {
      board.change(task, marked.status());
    } else {
      rest(task, marked.status());
    }
  }

  private void repair(RunEvent.RunRepaired repaired) {
    repairs.add(new Repair(repaired.repair(), repaired.at().wallMillis(), repaired.by(), result));
    parameters = repaired.parameters();
    if (result != null) {
      result = null;
      stopping = null;
      warningMillis = 0;
      begin(repaired.at());
    }
  }

  private void reset(int task) {
    failures.remove(task);
    outcomes.remove(task);
    board.reset(task);
  }

  private void exceed(int task) {
    if (task == RunEvent.DurationExceeded.WHOLE_RUN) {
      warningMillis = Long.MAX_VALUE;
    } else {
      watch.warnings.remove(task);
    }
  }

  TaskDefinition definition(int task) {
    return board.definition(task);
  }

  RunSnapshot snapshot() {
    return new RunSnapshot(
        submitted,
        life(),
        board.columns.snapshot(board.holdings.workers()),
        lines(),
        new RunSnapshot.Notes(
            Map.copyOf(values),
            Map.copyOf(outcomes),
            Map.copyOf(stoppingTasks),
            List.copyOf(children.values()),
            failures.snapshot()),
        board.loops.snapshot(),
        board.fleet.snapshot());
  }

  private RunSnapshot.Life life() {
    return new RunSnapshot.Life(
        parameters,
        begunWallMillis,
        deadlineMillis,
        warningMillis,
        epoch,
        epochFence,
        lastFence,
        List.copyOf(repairs),
        stopping,
        result,
        endMessage);
  }

  private RunSnapshot.Lines lines() {
    return new RunSnapshot.Lines(
        board.unfinished(),
        board.holdings.size(),
        Arrays.stream(board.backlogs).map(Backlog::snapshot).toList(),
        board.undecided.all(),
        board.controls.all(),
        board.controlWaits.all(),
        watch.warnings.all(),
        watch.deadlines.all());
  }
}
