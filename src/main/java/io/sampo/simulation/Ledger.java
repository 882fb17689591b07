package io.sampo.simulation;

import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of one run says, kept in the plainest way and checked entry by entry: a second
 * opinion on the fold of {@code run}, which it shares no code with.
 */
final class Ledger {

  /** What is recorded of one task. */
  static final class Line {
    @Nullable TaskStatus rest;
    long fence;
    int attempt;
    int failures;
    int lost;
  }

  private final Scenario scenario;
  private final Map<Integer, Line> lines = new HashMap<>();
  private final Set<Long> startedFences = new HashSet<>();
  private boolean submitted;
  private boolean stopped;
  private long epoch = 1;
  private long lastFence;
  @Nullable RunResult result;

  Ledger(Scenario scenario) {
    this.scenario = scenario;
    for (var task = 0; task < scenario.plan().size(); task++) {
      lines.put(task, new Line());
    }
  }

  boolean isSubmitted() {
    return submitted;
  }

  boolean isStarted(long fence) {
    return startedFences.contains(fence);
  }

  /** Whether {@code task} is held under {@code fence}, by what is on disk. */
  boolean isCurrent(int task, long fence) {
    return line(task).fence == fence;
  }

  boolean mayStart(int task) {
    var ready = new boolean[] {true};
    scenario.plan().graph().forEachAbove(task, t -> ready[0] &= line(t).rest == TaskStatus.SUCCESS);
    return ready[0];
  }

  void record(RunEvent event) {
    must("R10", result == null, "an event after the end: " + event);
    must("I2", submitted || event instanceof RunEvent.RunSubmitted, "no run yet: " + event);
    switch (event) {
      case RunEvent.RunSubmitted _ -> {
        must("I9", !submitted, "submitted twice");
        submitted = true;
      }
      case RunEvent.TakenOver taken -> {
        must("I5", taken.epoch() == epoch + 1, "epoch " + taken.epoch() + " after " + epoch);
        epoch = taken.epoch();
      }
      case RunEvent.AttemptsStarted started -> started.started().forEach(this::start);
      case RunEvent.AttemptsBegan began ->
          began.began().forEach(one -> must("I3", line(one.task()).fence != 0, "began: " + one));
      case RunEvent.AssignmentsReturned returned ->
          returned.returned().forEach(one -> release(one.task(), one.fence()));
      case RunEvent.AttemptsEnded ended -> ended.ended().forEach(this::end);
      case RunEvent.TasksResolved resolved ->
          resolved.tasks().forEach(task -> resolve(task, resolved.status()));
      case RunEvent.StopRequested _ -> stopped = true;
      case RunEvent.RunEnded ended -> endRun(ended);
    }
  }

  private void start(RunEvent.AttemptsStarted.Started started) {
    var line = line(started.task());
    must("I7", !stopped, "started after the stop: " + started);
    must("I2", line.rest == null, "started after its rest: " + started);
    must("I3", line.fence == 0, "started while held: " + started);
    must("I3", started.fence() > lastFence, "fence does not grow: " + started);
    must("I1", mayStart(started.task()), "started too early: " + started);
    must(
        "R4",
        started.attempt() == line.attempt,
        "attempt, expected " + line.attempt + ": " + started);
    lastFence = started.fence();
    startedFences.add(lastFence);
    line.fence = lastFence;
  }

  private void release(int task, long fence) {
    must("I3", line(task).fence == fence, "fence %d of task %d is over".formatted(fence, task));
    line(task).fence = 0;
  }

  private void end(RunEvent.AttemptsEnded.Ended ended) {
    var line = line(ended.task());
    release(ended.task(), ended.fence());
    switch (ended.outcome()) {
      case Outcome.Failed _, Outcome.TimedOut _ -> line.failures++;
      case Outcome.Lost _ -> line.lost++;
      case Outcome.Succeeded _, Outcome.Canceled _ -> {}
    }
    switch (ended.next()) {
      case Next.Rest(var status) -> {
        must("I2", line.rest == null, "a second rest: " + ended);
        line.rest = status;
      }
      case Next.Retry _ -> {
        var policy = scenario.plan().task(ended.task()).retry();
        must("I2", line.failures <= policy.maxRetries(), "a retry too many: " + ended);
        must("I2", line.lost <= policy.maxLost(), "lost too often: " + ended);
        line.attempt++;
      }
    }
  }

  private void resolve(int task, TaskStatus status) {
    var line = line(task);
    must("I2", line.rest == null, "a second rest for task " + task);
    must("I3", line.fence == 0, "resolved while held: task " + task);
    must("I7", stopped || status == TaskStatus.UPSTREAM_FAILED, status + " without a stop");
    var open = new boolean[1];
    scenario.plan().graph().forEachAbove(task, t -> open[0] |= line(t).rest == null);
    must(
        "I1",
        status != TaskStatus.UPSTREAM_FAILED || (!mayStart(task) && !open[0]),
        "cut off too early: task " + task);
    line.rest = status;
  }

  private void endRun(RunEvent.RunEnded ended) {
    var all = lines.values();
    must("I2", all.stream().allMatch(line -> line.rest != null), "ended with open tasks");
    var good = all.stream().allMatch(line -> line.rest == TaskStatus.SUCCESS);
    must("R12", stopped || good == (ended.result() == RunResult.SUCCESS), "ends as " + ended);
    result = ended.result();
  }

  private Line line(int task) {
    var line = lines.get(task);
    if (line == null) {
      throw new Violation("I2", "no such task: " + task);
    }
    return line;
  }

  private void must(String rule, boolean holds, String what) {
    if (!holds) {
      throw new Violation(rule, "run " + scenario.run() + ": " + what);
    }
  }
}
