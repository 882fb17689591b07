package io.sampo.run.machine;

import io.sampo.model.Now;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.DurationExceeded;
import io.sampo.run.StopReason;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;

/** What follows from the time alone. */
final class Timing {

  private final LiveRun run;
  private final Now now;

  Timing(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  List<RunEvent> decide() {
    if (run.stopping() != null) {
      return List.of();
    }
    if (run.deadlineMillis() <= now.elapsedMillis()) {
      return new Stopping(run, now).run(StopReason.TIMED_OUT, "timeout_seconds");
    }
    var events = new ArrayList<RunEvent>();
    run.forEachOverdue(
        now.elapsedMillis(),
        task -> {
          if (events.isEmpty() && run.stopping(task) == null) {
            // One at a time: a loop and its iterations may be overdue together.
            var stopping = new Stopping(run, now);
            events.addAll(stopping.task(task, StopReason.TIMED_OUT, "timeout_seconds"));
          }
        });
    if (!events.isEmpty()) {
      return events;
    }
    run.forEachSlow(
        now.elapsedMillis(),
        task -> events.add(new DurationExceeded(now, task, run.definition(task).warnMillis())));
    if (run.warningMillis() <= now.elapsedMillis()) {
      var limit = run.plan().job().warnMillis();
      events.add(new DurationExceeded(now, DurationExceeded.WHOLE_RUN, limit));
    }
    return events;
  }
}
