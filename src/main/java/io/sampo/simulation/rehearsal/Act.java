package io.sampo.simulation.rehearsal;

import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.run.Decision.Refused;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.machine.RunMachine;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One run of a rehearsal: that of the job, or of another job that is the work of a task. Knows what
 * happens to it, and decides nothing.
 */
final class Act {

  private final RunMachine machine = new RunMachine("rehearsal", false);
  private final int number;
  private final @Nullable Origin origin;
  private final Timeline timeline;

  /** When back-offs of tasks end that need no slot: others may hide them in the run's own list. */
  private final PriorityQueue<Long> alarms = new PriorityQueue<>();

  private RunState state;
  private long waitMillis;

  /**
   * The run called {@code number}.
   *
   * @param origin null for the job itself
   */
  Act(int number, @Nullable Origin origin, Plan plan) {
    this.number = number;
    this.origin = origin;
    timeline = new Timeline(plan.size());
    state = new RunState.Absent(_ -> plan);
  }

  /** The task that a run is the work of. */
  record Origin(Act act, int task, int attempt) {

    String name() {
      var again = attempt == 0 ? "" : "#" + (attempt + 1);
      return act.name(task) + again + "/";
    }
  }

  int number() {
    return number;
  }

  /** The task that it is the work of; null for the job itself. */
  @Nullable Origin origin() {
    return origin;
  }

  Timeline timeline() {
    return timeline;
  }

  RunId id() {
    return new RunId(number + 1L);
  }

  LiveRun run() {
    if (state instanceof LiveRun live) {
      return live;
    }
    throw new IllegalStateException("nothing was submitted");
  }

  /** What people call a task of it. */
  String name(int task) {
    return (origin == null ? "" : origin.name()) + run().name(task);
  }

  /** By what name the script knows a task of it. */
  String path(int task) {
    var key = run().definition(task).key().value();
    return origin == null ? key : origin.act().path(origin.task()) + "/" + key;
  }

  /** How long its task waits for another attempt now that it is over; 0 if it gets none. */
  long waitMillis() {
    return waitMillis;
  }

  void waits(long millis) {
    waitMillis = millis;
  }

  /** Brings the run into being, unless it is refused. */
  List<Refused> submit(Submission submission, Now now) {
    var decision = machine.decide(state, new RunCommand.Submit(id(), submission), now);
    if (decision.refusals().isEmpty()) {
      fold(decision.events());
    }
    return decision.refusals();
  }

  /** Tells the run something, and returns what happened. */
  List<RunEvent> tell(RunCommand command, Now now) {
    var decision = machine.decide(state, command, now);
    if (!decision.refusals().isEmpty()) {
      throw new IllegalStateException("refused: " + decision.refusals());
    }
    fold(decision.events());
    var settled = settle(now);
    if (settled.isEmpty()) {
      return decision.events();
    }
    var all = new ArrayList<>(decision.events());
    all.addAll(settled);
    return all;
  }

  /** Has the run go as far as it can by itself, and returns what happened. */
  List<RunEvent> settle(Now now) {
    var all = new ArrayList<RunEvent>();
    for (var events = machine.settle(run(), now);
        !events.isEmpty();
        events = machine.settle(run(), now)) {
      fold(events);
      all.addAll(events);
    }
    return all;
  }

  /** The next moment after {@code millis} at which time alone changes anything. */
  long nextMillis(long millis) {
    while (!alarms.isEmpty() && alarms.peek() <= millis) {
      alarms.remove();
    }
    var next = alarms.isEmpty() ? Long.MAX_VALUE : alarms.peek();
    next = Math.min(next, later(run().firstDueMillis(), millis));
    next = Math.min(next, later(run().firstWatchMillis(), millis));
    next = Math.min(next, later(run().warningMillis(), millis));
    return Math.min(next, later(run().deadlineMillis(), millis));
  }

  /** A moment that has passed waits for another, such as a back-off for a free slot. */
  private static long later(long moment, long millis) {
    return moment > millis ? moment : Long.MAX_VALUE;
  }

  private void fold(List<RunEvent> events) {
    for (var event : events) {
      state = state.after(event);
      timeline.note(run(), event);
      if (event instanceof RunEvent.ChildEnded ended
          && ended.next() instanceof Next.Retry(var wait)) {
        alarms.add(ended.at().elapsedMillis() + wait);
      }
    }
  }
}
