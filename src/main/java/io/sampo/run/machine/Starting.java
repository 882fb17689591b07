package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import io.sampo.run.reference.TaskReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gives tasks that may start to workers that have slots for them. */
final class Starting {

  private final LiveRun run;
  private final Now now;

  Starting(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  Decision start(int site, List<Offer> offers) {
    if (run.stopping() != null || offers.isEmpty()) {
      return Decision.NOTHING;
    }
    var slots = offers.stream().mapToInt(Offer::slots).sum();
    var failed = new ArrayList<Concluded>();
    var sound =
        IntStream.of(run.startable(site, now.elapsedMillis(), slots))
            .filter(task -> isSound(task, failed))
            .toArray();
    var placed = new Placing(run, offers).place(sound);
    var events = new ArrayList<RunEvent>(Resting.concluded(failed, now));
    var fence = run.lastFence();
    for (var worker : placed.entrySet()) {
      var started = new ArrayList<Started>();
      for (var task : worker.getValue()) {
        started.add(new Started(task, run.attempt(task), ++fence));
      }
      for (var part : Portions.of(started, _ -> ROW_BYTES_MAX)) {
        events.add(new RunEvent.AttemptsStarted(now, worker.getKey(), part));
      }
    }
    return new Decision(events, List.of());
  }

  /** Whether every reference of the task stands for something; if not, that is its failure. */
  private boolean isSound(int task, List<Concluded> failed) {
    try {
      TaskReferences.check(run, task);
      return true;
    } catch (Unresolved refusal) {
      failed.add(Resting.concluded(task, TaskStatus.FAILED, refusal.reason()));
      return false;
    }
  }
}
