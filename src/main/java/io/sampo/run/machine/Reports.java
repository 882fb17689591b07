package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AssignmentsReturned.Returned;
import io.sampo.run.RunEvent.AttemptsBegan.Began;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What follows from news about workers. Serves one command and is thrown away.
 *
 * <p>An entry of a report counts only if its fence is its task's current one. A report that claims
 * to be complete counts also for what it leaves out: the attempt never began there and never will,
 * provided the worker has seen this epoch and a fence as high.
 */
final class Reports {

  private final LiveRun run;
  private final RetryRule retries;
  private final Now now;
  private final List<Began> began = new ArrayList<>();
  private final List<Returned> returned = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();

  Reports(LiveRun run, RetryRule retries, Now now) {
    this.run = run;
    this.retries = retries;
    this.now = now;
  }

  static Decision refuseAll(RunReport report, Refusal reason) {
    return new Decision(
        List.of(),
        report.attempts().stream()
            .map(entry -> new Refused(reason, describe(report, entry)))
            .toList());
  }

  Decision hear(RunReport report, long chance) {
    for (var entry : report.attempts()) {
      if (entry.task() < 0 || entry.task() >= run.size()) {
        refused.add(new Refused(Refusal.UNKNOWN_TASK, describe(report, entry)));
      } else if (run.fence(entry.task()) != entry.fence()) {
        refused.add(new Refused(Refusal.STALE_FENCE, describe(report, entry)));
      } else {
        hear(entry, chance);
      }
    }
    if (report.epoch() == run.epoch()) {
      returnWhatIsMissing(report);
    }
    return decision();
  }

  Decision lose(WorkerId worker, String reason, long chance) {
    var lost = new Outcome.Lost("worker %s was lost: %s".formatted(worker, reason));
    for (var held : run.heldBy(worker).entrySet()) {
      end(held.getValue(), held.getKey(), new Stage.Ended(lost, 0, 0), chance);
    }
    return decision();
  }

  private void hear(RunReport.Entry entry, long chance) {
    switch (entry.stage()) {
      case Stage.Accepted _ -> {}
      case Stage.Refused(var reason) -> giveBack(entry.task(), entry.fence(), reason);
      case Stage.Began(var wallMillis) -> {
        if (run.status(entry.task()) == TaskStatus.ASSIGNED) {
          began.add(new Began(entry.task(), run.attempt(entry.task()), wallMillis));
        }
      }
      case Stage.Ended stage -> end(entry.task(), entry.fence(), stage, chance);
    }
  }

  private void end(int task, long fence, Stage.Ended stage, long chance) {
    ended.add(
        new Ended(
            task,
            run.attempt(task),
            fence,
            stage.outcome(),
            stage.beganWallMillis(),
            stage.ranMillis(),
            retries.next(run, task, stage.outcome(), stage.ranMillis(), chance)));
  }

  private void giveBack(int task, long fence, String reason) {
    if (run.stopping(task) == null) {
      returned.add(new Returned(task, run.attempt(task), fence, reason));
    } else {
      end(task, fence, new Stage.Ended(new Outcome.Canceled(), 0, 0), 0);
    }
  }

  private void returnWhatIsMissing(RunReport report) {
    Set<Long> listed = new HashSet<>();
    report.attempts().forEach(entry -> listed.add(entry.fence()));
    run.heldBy(report.worker())
        .subMap(report.covers().above(), false, report.covers().upTo(), true)
        .forEach((fence, task) -> {
          if (!listed.contains(fence)) {
            giveBack(task, fence, "never reached " + report.worker());
          }
        });
  }

  private Decision decision() {
    var events = new ArrayList<RunEvent>();
    for (var part : Portions.of(began, _ -> ROW_BYTES_MAX)) {
      events.add(new RunEvent.AttemptsBegan(now, part));
    }
    for (var part : Portions.of(returned, one -> ROW_BYTES_MAX + 3 * one.reason().length())) {
      events.add(new RunEvent.AssignmentsReturned(now, part));
    }
    for (var part : Portions.of(ended, one -> ROW_BYTES_MAX + one.outcome().bytesMax())) {
      events.add(new RunEvent.AttemptsEnded(now, part));
    }
    return new Decision(events, refused);
  }

  private static String describe(RunReport report, RunReport.Entry entry) {
    return "task %d attempt %d fence %d from %s: %s"
        .formatted(
            entry.task(),
            entry.attempt(),
            entry.fence(),
            report.worker(),
            entry.stage().getClass().getSimpleName());
  }
}
