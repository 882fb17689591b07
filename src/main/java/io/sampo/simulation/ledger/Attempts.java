package io.sampo.simulation.ledger;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attempts, whether a worker or another run carries them out, and what becomes of their tasks. */
final class Attempts {

  private final Book book;
  private final Set<Long> fences = new HashSet<>();

  /** What the references of each attempt stood for when it was started. */
  private final Map<Long, Map<String, String>> references = new HashMap<>();

  Attempts(Book book) {
    this.book = book;
  }

  boolean isStarted(long fence) {
    return fences.contains(fence);
  }

  Map<String, String> references(long fence) {
    return references.getOrDefault(fence, Map.of());
  }

  void start(RunEvent.AttemptsStarted.Started started) {
    var line = book.line(started.task());
    book.mustBegin(line, started);
    must("I3", started.fence() > book.lastFence, "fence does not grow: ", started);
    must("R4", started.attempt() == line.attempt, "attempt of ", line.attempt, ": ", started);
    must("I1", line.definition.work() instanceof Work.Shell, "needs no worker: ", started);
    var stoodFor = new Texts(book, line).references(Conclusions.words(line));
    if (stoodFor == null) {
      throw new Violation("reference", "stands for nothing: " + started);
    }
    references.put(started.fence(), stoodFor);
    book.lastFence = started.fence();
    fences.add(book.lastFence);
    line.fence = book.lastFence;
  }

  void begin(RunEvent.AttemptsBegan.Began began, Now at) {
    var line = book.line(began.task());
    must("I3", line.fence != 0 && line.begun == null, "began: ", began);
    line.begin(at, book.epoch);
  }

  void release(int task, long fence) {
    var line = book.line(task);
    must("I3", line.fence == fence, "fence %d of task %d is over".formatted(fence, task));
    line.fence = 0;
  }

  void end(RunEvent.AttemptsEnded.Ended ended) {
    var line = book.line(ended.task());
    release(ended.task(), ended.fence());
    must("R4", ended.attempt() == line.attempt, "attempt of ", line.attempt, ": ", ended);
    line.values.clear();
    if (ended.outcome() instanceof Outcome.Succeeded(var values)) {
      line.values.putAll(values);
    }
    goOn(line, next(line, ended.outcome()), ended.next(), ended);
  }

  /** What the task comes to; BACKING_OFF if it gets another attempt. */
  private TaskStatus next(Line line, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded) {
      return TaskStatus.SUCCESS;
    }
    if (book.stopping(line) != null) {
      return TaskStatus.CANCELED;
    }
    var policy = line.definition.retry();
    return switch (outcome) {
      case Outcome.Succeeded _ -> TaskStatus.SUCCESS;
      case Outcome.Lost _, Outcome.Canceled _ ->
          line.lost++ < policy.maxLost() ? TaskStatus.BACKING_OFF : TaskStatus.FAILED;
      case Outcome.TimedOut _ ->
          another(line, policy.onTimeout()) ? TaskStatus.BACKING_OFF : TaskStatus.TIMEDOUT;
      case Outcome.Failed failed ->
          another(line, !failed.permanent() && !policy.noRetryExitCodes().contains(code(failed)))
              ? TaskStatus.BACKING_OFF
              : TaskStatus.FAILED;
    };
  }

  private static int code(Outcome.Failed failed) {
    var code = failed.exitCode();
    return code == null ? -1 : code;
  }

  private static boolean another(Line line, boolean mayHelp) {
    line.failures++;
    var most = line.definition.retry().maxRetries();
    return mayHelp && (most == RetryPolicy.FOREVER || line.failures <= most);
  }

  private void goOn(Line line, TaskStatus expected, Next next, Object what) {
    line.endAttempt();
    switch (next) {
      case Next.Rest(var status) -> {
        must("retry", status == expected, "expected ", expected, ": ", what);
        book.rest(line, status, what);
      }
      case Next.Retry _ ->
          must("retry", expected == TaskStatus.BACKING_OFF, "expected ", expected, ": ", what);
    }
  }

  void startChild(RunEvent.ChildStarted started) {
    var line = book.line(started.task());
    book.mustBegin(line, started);
    must("R4", started.attempt() == line.attempt, "attempt of ", line.attempt, ": ", started);
    if (!(line.definition.work() instanceof Work.RunJob work)) {
      throw new Violation("child", "no run_job_task: " + started);
    }
    var parameters = new Texts(book, line).filled(work.parameters());
    must("child", started.parameters().equals(parameters), "parameters: ", started);
    line.child = started.child();
    line.begin(started.at(), book.epoch);
  }

  void endChild(RunEvent.ChildEnded ended) {
    var line = book.line(ended.task());
    must("child", ended.child().equals(line.child), "is not under way: ", ended);
    must("R4", ended.attempt() == line.attempt, "attempt of ", line.attempt, ": ", ended);
    line.child = null;
    goOn(line, next(line, ended.result()), ended.next(), ended);
  }

  private TaskStatus next(Line line, RunResult result) {
    return switch (result) {
      case SUCCESS, SUCCESS_WITH_FAILURES -> TaskStatus.SUCCESS;
      case CANCELED ->
          book.stopped == null && line.stopping == StopReason.TIMED_OUT
              ? TaskStatus.TIMEDOUT
              : TaskStatus.CANCELED;
      case FAILED, TIMEDOUT -> next(line, new Outcome.Failed(false, "", null, null));
    };
  }

  /** Nothing is under way any more. */
  void mustBeOver(List<Line> lines, Object what) {
    for (var line : lines) {
      must("I2", line.rest != null && !line.isUnderWay(), "ends with open ", line, ": ", what);
    }
  }
}
