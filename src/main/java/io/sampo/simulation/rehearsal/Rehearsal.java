package io.sampo.simulation.rehearsal;

import io.sampo.message.Portions;
import io.sampo.message.RunReport;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import io.sampo.run.machine.Children;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One run in virtual time, and the runs of other jobs that are the work of its tasks, with workers
 * that are always there and a network that takes none. What starts when, what is tried again and
 * what a run ends with is left to {@link io.sampo.run.machine.RunMachine}: this class only offers
 * free slots, lets the clock jump to the next moment at which anything can happen, and reports what
 * is over by then. All runs share the slots; a run comes before those that its tasks run. The same
 * arguments lead to the same rehearsal. Serves one job and is thrown away.
 */
public final class Rehearsal {

  /**
   * Attempts of one task: more failures than anybody wants to see, and an end of those for ever.
   */
  public static final int ATTEMPTS_MAX = 1_000;

  /** Tasks of the runs that are the work of tasks, all together, iterations not counted. */
  static final int TASKS_MAX = 4 * Limits.TASKS_MAX;

  private final Plan.Source plans;
  private final Crew crew;
  private final Attempts attempts;
  private final Roster roster;
  private final List<Act> acts = new ArrayList<>();

  /** Those that are not over, by number. */
  private final TreeMap<Integer, Act> open = new TreeMap<>();

  private long millis;
  private long reports;
  private long happened;
  private int tasksWithin;

  private Rehearsal(Plan.Source plans, Crew crew, Script script) {
    this.plans = plans;
    this.crew = crew;
    attempts = new Attempts(script);
    roster = new Roster(crew);
  }

  /**
   * Rehearses a run of {@code submission} to its end.
   *
   * @param plans of the submission's definition, and of the jobs it names
   * @throws Endless if a task is still tried again after {@link #ATTEMPTS_MAX} failures, or jobs
   *     within jobs have too many tasks
   * @throws IllegalArgumentException if the submission is refused, or the script has a duration out
   *     of range
   */
  public static Rehearsed of(Plan.Source plans, Submission submission, Crew crew, Script script) {
    var rehearsal = new Rehearsal(plans, crew, script);
    var root = new Act(0, null, plans.plan(submission.definition()));
    var refusals = root.submit(submission, rehearsal.now());
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException("submission: " + refusals);
    }
    rehearsal.enter(root);
    return rehearsal.play(root);
  }

  private void enter(Act act) {
    acts.add(act);
    open.put(act.number(), act);
    heed(act, act.settle(now()));
  }

  private Rehearsed play(Act root) {
    while (root.run().result() == null) {
      var before = happened;
      do {
        before = happened;
        List.copyOf(open.values()).forEach(this::advance);
        close();
      } while (happened > before);
      if (root.run().result() == null) {
        pass();
      }
    }
    return new Rehearsed(new Cast(acts), crew, millis);
  }

  /** Has a run do what it can do without any time passing. */
  private void advance(Act act) {
    var origin = act.origin();
    if (origin != null
        && origin.act().run().stopping(origin.task()) != null
        && act.run().result() == null
        && act.run().stopping() == null) {
      tell(act, new RunCommand.Stop(StopReason.CANCELED, "the run above"));
    }
    if (act.run().isStoppingAny()) {
      roster.stop(act.number(), task -> act.run().stopping(task) != null, millis);
    }
    for (var task : Children.wanted(act.run(), now())) {
      tell(act, new RunCommand.BeginChild(task, new RunId(acts.size() + 1L)));
    }
    for (var site = 0; site < act.run().sites().size(); site++) {
      var startable = act.run().startableCount(site, millis, roster.freeSlots());
      if (startable > 0) {
        tell(act, new RunCommand.Start(site, roster.offers(startable)));
      }
    }
  }

  /** Tells tasks that the run which was their work is over; the innermost first. */
  private void close() {
    for (var act : List.copyOf(open.descendingMap().values())) {
      var result = act.run().result();
      if (result != null) {
        open.remove(act.number());
        var origin = act.origin();
        if (origin != null) {
          hear(origin, act.id(), result, act.run().endMessage());
        }
      }
    }
  }

  private void hear(Act.Origin origin, RunId child, RunResult result, String message) {
    tell(origin.act(), new RunCommand.HearChild(origin.task(), child, result, message, ++reports));
  }

  /** Lets the clock jump, and tells the runs what they then are to hear. */
  private void pass() {
    millis = next();
    var silent = new TreeMap<>(open);
    for (var post : roster.endedBy(millis).entrySet()) {
      silent.remove(post.getKey().act());
      report(acts.get(post.getKey().act()), post.getKey().worker(), post.getValue());
    }
    silent.values().forEach(act -> heed(act, act.settle(now())));
    close();
  }

  /** The next moment at which anything can happen. */
  private long next() {
    var next = roster.firstEndMillis();
    for (var act : open.values()) {
      next = Math.min(next, act.nextMillis(millis));
    }
    if (next == Long.MAX_VALUE) {
      throw new IllegalStateException(
          "after %d ms nothing can happen any more, and %d tasks are unfinished"
              .formatted(millis, acts.getFirst().run().unfinished()));
    }
    return next;
  }

  private void report(Act act, int worker, List<RunReport.Entry> entries) {
    var run = act.run();
    for (var part : Portions.of(entries, RunReport.Entry::bytesMax)) {
      var report =
          new RunReport(
              roster.worker(worker),
              act.id(),
              run.epoch(),
              run.lastFence(),
              RunReport.Covers.NOTHING,
              part);
      tell(act, new RunCommand.Hear(report, ++reports));
    }
  }

  private void tell(Act act, RunCommand command) {
    heed(act, act.tell(command, now()));
  }

  /** Does what follows outside of a run from what has happened to it. */
  private void heed(Act act, List<RunEvent> events) {
    happened += events.size();
    for (var event : events) {
      if (event instanceof RunEvent.AttemptsStarted started) {
        take(act, started);
      } else if (event instanceof RunEvent.ChildStarted started) {
        begin(act, started);
      } else if (event instanceof RunEvent.ChildEnded ended
          && ended.next() instanceof Next.Retry(var wait)) {
        waits(ended.child(), wait);
      }
    }
  }

  /** The run of {@code child} is followed by another; it may never have come into being. */
  private void waits(RunId child, long wait) {
    var number = (int) child.value() - 1;
    if (number < acts.size()) {
      acts.get(number).waits(wait);
    }
  }

  private void take(Act act, RunEvent.AttemptsStarted started) {
    var worker = roster.number(started.worker());
    var watched = new ArrayList<RunReport.Entry>();
    for (var one : started.started()) {
      var turn = attempts.turn(act, worker, one, millis);
      roster.take(turn);
      if (act.run().definition(one.task()).warnMillis() > 0) {
        watched.add(turn.begun());
      }
    }
    report(act, worker, watched);
  }

  /** Begins a run of another job; one that is refused has failed. */
  private void begin(Act above, RunEvent.ChildStarted started) {
    var plan = plans.plan(started.definition());
    tasksWithin += plan.size();
    Attempts.check(above.path(started.task()), started.attempt());
    if (tasksWithin > TASKS_MAX) {
      throw Endless.tasks(above.path(started.task()));
    }
    var own = above.run().submission();
    var parent =
        new Cause.Parent(above.id(), started.task(), started.attempt(), own.cause().depth() + 1);
    var submission =
        new Submission(
            started.definition(), started.parameters(), own.files(), own.jobs(), Cause.of(parent));
    var origin = new Act.Origin(above, started.task(), started.attempt());
    var act = new Act(acts.size(), origin, plan);
    var refusals = act.submit(submission, now());
    if (refusals.isEmpty()) {
      enter(act);
    } else {
      hear(origin, act.id(), RunResult.FAILED, refusals.getFirst().what());
    }
  }

  private Now now() {
    return new Now(millis, millis);
  }
}
