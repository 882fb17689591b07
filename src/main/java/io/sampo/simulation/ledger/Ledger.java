package io.sampo.simulation.ledger;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.DurationExceeded;
import io.sampo.run.StopReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of one run says, kept in the plainest way and checked entry by entry: a second
 * opinion on the decisions and the fold of {@code run}, which it shares no rule with.
 */
public final class Ledger {

  private final RunId run;
  private final Submission submission;
  private final Book book;
  private final Attempts attempts;
  private final Conclusions conclusions;
  private final Repairs repairs;
  private final Clusters clusters;
  private final Set<RunResult> results = EnumSet.noneOf(RunResult.class);
  private boolean submitted;
  private boolean warned;
  private boolean wasStopped;

  /** Nothing is recorded yet of a run that somebody asked for. */
  public Ledger(RunId run, Submission submission, JobDefinition job) {
    this.run = run;
    this.submission = submission;
    book = new Book(job);
    attempts = new Attempts(book);
    clusters = new Clusters(book);
    conclusions = new Conclusions(book, clusters, submission);
    repairs = new Repairs(book);
  }

  /** Whether there is a run. */
  public boolean isSubmitted() {
    return submitted;
  }

  /** How it ended; null while it has not. */
  public @Nullable RunResult result() {
    return book.result;
  }

  /** Whether it ended so, if only for a time. */
  public boolean hasEndedAs(RunResult result) {
    return results.contains(result);
  }

  /** The last repair; null if there was none. */
  public @Nullable Long latestRepair() {
    return repairs.latest();
  }

  /** Whether an attempt was started under {@code fence}. */
  public boolean isStarted(long fence) {
    return attempts.isStarted(fence);
  }

  /** What the references of the attempt stood for when it was started. */
  public Map<String, String> references(long fence) {
    return attempts.references(fence);
  }

  /** Whether {@code task} is held under {@code fence}, by what is on disk. */
  public boolean isCurrent(int task, long fence) {
    return book.line(task).fence == fence;
  }

  /** Whether so many nodes of that name were ever asked for. */
  public boolean isAsked(ClusterName name, int nodes) {
    return clusters.isAsked(name, nodes);
  }

  /** Whether nodes of that name were asked for and are not any more. */
  public boolean isOver(ClusterName name) {
    return clusters.isOver(name);
  }

  /** Whether nothing is left of any node that was let go. */
  public boolean isAllRemoved() {
    return clusters.isAllRemoved();
  }

  /** Somebody is about to wish it. */
  public void wish(RunCommand.Repair repair) {
    repairs.wish(repair);
  }

  /** Somebody was told that the wish is granted. */
  public void granted(RunCommand.Wish wish) {
    switch (wish) {
      case RunCommand.Submit _ -> must("I4", submitted, "accepted but not on disk: ", run);
      case RunCommand.Stop _ -> must("I7", wasStopped, "stopped but not on disk: ", run);
      case RunCommand.CancelTask(var key, _) ->
          must("I7", line(key).wasStopped, "canceled but not on disk: ", run, " ", key);
      case RunCommand.Repair repair ->
          must("I4", repairs.isDone(repair.id()), "repaired but not on disk: ", repair);
      case RunCommand.Mark _ -> {}
    }
  }

  private Line line(TaskKey key) {
    return book.line(book.number(key));
  }

  /** An event is on disk. */
  public void record(RunEvent event) {
    try {
      mayFollow(event);
      take(event);
    } catch (Violation violation) {
      throw new Violation("run " + run, String.valueOf(violation.getMessage()), violation);
    }
  }

  private void mayFollow(RunEvent event) {
    must("I2", submitted || event instanceof RunEvent.RunSubmitted, "no run yet: ", event);
    must(
        "R10",
        book.result == null
            || event instanceof RunEvent.TaskMarked
            || event instanceof RunEvent.RunRepaired
            || event instanceof RunEvent.ClusterRemoved,
        "an event after the end: ",
        event);
    if (!(event instanceof RunEvent.TasksReset)) {
      repairs.mustBeThrough(event);
    }
  }

  private void take(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted said -> submit(said);
      case RunEvent.TakenOver taken -> {
        must("I5", taken.epoch() == book.epoch + 1, taken.epoch(), " after ", book.epoch);
        book.epoch = taken.epoch();
      }
      case RunEvent.AttemptsStarted(_, var worker, var started) ->
          started.forEach(one -> {
            attempts.start(one);
            clusters.start(one.task(), worker.name());
          });
      case RunEvent.AttemptsBegan(var at, var began) ->
          began.forEach(one -> attempts.begin(one, at));
      case RunEvent.AssignmentsReturned returned ->
          returned.returned().forEach(one -> attempts.release(one.task(), one.fence()));
      case RunEvent.AttemptsEnded ended -> ended.ended().forEach(attempts::end);
      case RunEvent.TasksResolved(_, var status, var tasks) ->
          tasks.forEach(task -> resolve(book.line(task), status));
      case RunEvent.TasksReleased released -> released.tasks().forEach(this::release);
      case RunEvent.TasksConcluded concluded ->
          concluded.concluded().forEach(conclusions::conclude);
      case RunEvent.LoopStarted started -> conclusions.open(started);
      case RunEvent.ChildStarted started -> attempts.startChild(started);
      case RunEvent.ChildEnded ended -> attempts.endChild(ended);
      case RunEvent.TasksStopping(_, var tasks, var reason, _) ->
          tasks.forEach(task -> stop(book.line(task), reason));
      case RunEvent.TaskMarked marked -> repairs.mark(marked);
      case RunEvent.StopRequested(_, var reason, _) -> {
        must("I7", book.stopped == null, "stopped twice");
        must("I7", reason == StopReason.CANCELED || book.job.timeoutMillis() > 0, event);
        book.stopped = reason;
        wasStopped = true;
      }
      case RunEvent.RunRepaired repaired -> {
        warned &= book.result == null;
        repairs.repair(repaired);
      }
      case RunEvent.TasksReset reset -> reset.tasks().forEach(repairs::reset);
      case RunEvent.DurationExceeded exceeded -> exceed(exceeded);
      case RunEvent.OfCluster said -> clusters.accept(said);
      case RunEvent.RunEnded ended -> end(ended);
    }
  }

  private void submit(RunEvent.RunSubmitted said) {
    must("I9", !submitted, "submitted twice");
    must("I9", said.submission().equals(submission), "another submission: ", said);
    submitted = true;
    book.job.parameters().forEach(one -> book.parameters.put(one.name(), one.defaultValue()));
    book.parameters.putAll(submission.parameters());
    must("I9", said.parameters().equals(book.parameters), "other parameters: ", said);
  }

  private void resolve(Line line, TaskStatus status) {
    var what = List.of(status, line);
    if (status == TaskStatus.CANCELED) {
      must("I7", book.isDoomed(line), "without a stop: ", what);
    } else {
      must("I7", book.stopped == null, "after the stop: ", what);
      must("I1", line.loop < 0, "an iteration: ", what);
      must("I1", line.definition.disabled() || book.isDecided(line), "too early: ", what);
      var verdict = book.verdict(line);
      must("I1", verdict == status, "expected ", verdict, ": ", what);
    }
    book.rest(line, status, what);
  }

  private void release(int task) {
    var line = book.line(task);
    must("I7", !book.isDoomed(line), "released after the stop: ", line);
    must("I1", line.called && !line.isUnderWay(), "released: ", line);
  }

  private void stop(Line line, StopReason reason) {
    must("I7", book.stopping(line) == null, "stopped twice: ", line);
    must("I2", line.rest == null, "stopped at rest: ", line);
    line.stopping = reason;
    line.wasStopped = true;
  }

  private void exceed(DurationExceeded exceeded) {
    if (exceeded.task() == DurationExceeded.WHOLE_RUN) {
      must("warning", !warned && book.job.warnMillis() == exceeded.limitMillis(), exceeded);
      warned = true;
      return;
    }
    var line = book.line(exceeded.task());
    var begun = line.begun;
    must("warning", begun != null && !line.warned, "not under way, or told before: ", exceeded);
    must("warning", line.definition.warnMillis() == exceeded.limitMillis(), exceeded);
    must(
        "warning",
        begun == null
            || line.begunEpoch != book.epoch
            || exceeded.at().elapsedMillis() - begun.elapsedMillis() >= exceeded.limitMillis(),
        "too early: ",
        exceeded);
    line.warned = true;
  }

  private void end(RunEvent.RunEnded ended) {
    attempts.mustBeOver(book.lines, ended);
    clusters.mustBeReleased(ended);
    var expected = ending();
    must("R12", ended.result() == expected, "expected ", expected, ": ", ended);
    book.result = ended.result();
    results.add(ended.result());
  }

  private RunResult ending() {
    if (book.stopped != null) {
      return book.stopped == StopReason.CANCELED ? RunResult.CANCELED : RunResult.TIMEDOUT;
    }
    List<Line> leaves = book.jobLines().stream().filter(book::isLeaf).toList();
    if (leaves.stream().anyMatch(line -> Truth.hasFailed(line.rest))) {
      return RunResult.FAILED;
    }
    if (leaves.stream().anyMatch(line -> Truth.wasCanceled(line.rest))) {
      return RunResult.CANCELED;
    }
    return book.jobLines().stream().anyMatch(line -> Truth.isBad(line.rest))
        ? RunResult.SUCCESS_WITH_FAILURES
        : RunResult.SUCCESS;
  }
}
