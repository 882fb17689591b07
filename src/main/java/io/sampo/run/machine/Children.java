package io.sampo.run.machine;

import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import io.sampo.run.reference.TaskReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Runs of other jobs that are the work of tasks. */
public final class Children {

  private final LiveRun run;
  private final RetryRule retries;
  private final Now now;

  Children(LiveRun run, RetryRule retries, Now now) {
    this.run = run;
    this.retries = retries;
    this.now = now;
  }

  /** Tasks that may begin another run now, and need an id for it. */
  public static int[] wanted(LiveRun run, Now now) {
    return run.result() != null || run.stopping() != null
        ? new int[0]
        : IntStream.of(run.beginnable(now.elapsedMillis()))
            .filter(task -> run.definition(task).work() instanceof Work.RunJob)
            .toArray();
  }

  /** How many tasks the job has that {@code task} runs; 0 if there is no such job. */
  public static int size(LiveRun run, int task, Plan.Source plans) {
    return run.definition(task).work().jobs().stream()
        .map(run.submission().jobs()::get)
        .filter(Objects::nonNull)
        .mapToInt(definition -> plans.plan(definition).size())
        .sum();
  }

  Decision begin(RunCommand.BeginChild begin) {
    var task = begin.task();
    if (IntStream.of(wanted(run, now)).noneMatch(wanted -> wanted == task)) {
      return Decision.NOTHING;
    }
    try {
      return Decision.of(started(task, begin));
    } catch (Unresolved refusal) {
      var failed = Resting.concluded(task, TaskStatus.FAILED, refusal.reason());
      return new Decision(Resting.concluded(List.of(failed), now), List.of());
    }
  }

  private RunEvent started(int task, RunCommand.BeginChild begin) throws Unresolved {
    var work = (Work.RunJob) run.definition(task).work();
    var jobs = run.submission().jobs();
    var definition = jobs.get(work.job());
    if (definition == null) {
      throw new Unresolved(
          "run_job_task: no job %s (expected: one of %s)"
              .formatted(work.job(), new TreeSet<>(jobs.keySet())));
    }
    if (run.submission().cause().depth() >= Limits.RUN_DEPTH_MAX) {
      throw new Unresolved(
          "run_job_task: this run lies %d runs deep (expected: at most %d)"
              .formatted(run.submission().cause().depth() + 1, Limits.RUN_DEPTH_MAX));
    }
    var parameters = new HashMap<String, String>();
    for (var parameter : work.parameters().entrySet()) {
      parameters.put(parameter.getKey(), TaskReferences.fill(run, task, parameter.getValue()));
    }
    return new RunEvent.ChildStarted(
        now, task, run.attempt(task), begin.child(), definition, parameters);
  }

  Decision hear(RunCommand.HearChild heard) {
    var child = run.children().get(heard.task());
    if (child == null || !child.child().equals(heard.child())) {
      return Decision.refuse(
          Refusal.STALE_CHILD, "run %s of task %d".formatted(heard.child(), heard.task()));
    }
    return Decision.of(
        new RunEvent.ChildEnded(
            now,
            heard.task(),
            child.attempt(),
            heard.child(),
            heard.result(),
            Limits.message("run %s: %s".formatted(heard.child(), message(heard))),
            next(heard)));
  }

  private static String message(RunCommand.HearChild heard) {
    return heard.message().isEmpty() ? heard.result().name() : heard.message();
  }

  private Next next(RunCommand.HearChild heard) {
    return switch (heard.result()) {
      case SUCCESS, SUCCESS_WITH_FAILURES -> new Next.Rest(TaskStatus.SUCCESS);
      case CANCELED -> new Next.Rest(canceled(heard.task()));
      case FAILED, TIMEDOUT -> retry(heard);
    };
  }

  /** A run that was canceled since its task took too long is why the task timed out. */
  private TaskStatus canceled(int task) {
    return run.stopping() == null && run.stopping(task) == StopReason.TIMED_OUT
        ? TaskStatus.TIMEDOUT
        : TaskStatus.CANCELED;
  }

  /** What a policy makes of it: a run that timed out is a failure like others, not a time-out. */
  private Next retry(RunCommand.HearChild heard) {
    var outcome = new Outcome.Failed(false, heard.message(), null, null);
    return retries.next(run, heard.task(), outcome, 0, heard.chance());
  }
}
