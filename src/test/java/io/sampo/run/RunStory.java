package io.sampo.run;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.machine.RunMachine;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One run told step by step: each command is decided and folded, and so is what follows. */
public final class RunStory {

  public static final RunId RUN = new RunId(7);
  public static final WorkerId W1 = new WorkerId("w1", 1);
  public static final WorkerId W2 = new WorkerId("w2", 1);
  public static final Submission SUBMISSION =
      Submission.of(new ContentHash("a".repeat(64)), Map.of(), Map.of());
  public static final RunCommand.Submit SUBMIT = new RunCommand.Submit(RUN, SUBMISSION);
  public static final Outcome FAILED = new Outcome.Failed(false, "exit 1", 1, null);

  private final Plan plan;
  private final RunMachine machine = new RunMachine("here");
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state;
  private Now now = new Now(1_000_000, 5_000);
  private long chance;

  /** A story in which nothing has happened yet. */
  public RunStory(Plan plan) {
    this.plan = plan;
    state = new RunState.Absent(_ -> plan);
  }

  /** A story that begins with a run of {@code plan}. */
  public static RunStory of(Plan plan) {
    var story = new RunStory(plan);
    story.tell(SUBMIT);
    return story;
  }

  /** A story that begins with a run of {@code plan} as {@code submission} has it. */
  public static RunStory of(Plan plan, Submission submission) {
    var story = new RunStory(plan);
    story.tell(new RunCommand.Submit(RUN, submission));
    return story;
  }

  /** Starts the task's next attempt, and has it end so. */
  public void attempt(int task, Outcome outcome) {
    start(W1, 1_000);
    end(task, outcome);
  }

  /** Lets {@code command} happen, and what follows from it. */
  public Decision tell(RunCommand command) {
    var decision = machine.decide(state, command, now);
    var all = new ArrayList<>(decision.events());
    fold(decision.events());
    while (state instanceof LiveRun run) {
      var next = machine.settle(run, now);
      if (next.isEmpty()) {
        break;
      }
      fold(next);
      all.addAll(next);
    }
    return new Decision(all, decision.refusals());
  }

  private void fold(List<RunEvent> decided) {
    for (var event : decided) {
      state = state.after(event);
      events.add(event);
    }
  }

  /** Lets time pass. */
  public RunStory pass(long millis) {
    now = new Now(now.wallMillis() + millis, now.elapsedMillis() + millis);
    return this;
  }

  /** The coordinator dies; another reads the journal so much later, on another clock. */
  public RunStory restart(long laterMillis, long elapsedMillis) {
    now = new Now(now.wallMillis() + laterMillis, elapsedMillis);
    state = replayed();
    tell(new RunCommand.TakeOver());
    return this;
  }

  /** The jitter of what follows. */
  public RunStory chance(long value) {
    chance = value;
    return this;
  }

  /** Offers slots of a worker. */
  public Decision start(WorkerId worker, int slots) {
    return tell(new RunCommand.Start(List.of(new Offer(worker, slots))));
  }

  /** The worker that holds the task says how it is. */
  public Decision report(int task, Stage stage) {
    return report(task, run().fence(task), stage);
  }

  /** A worker says how an attempt is. */
  public Decision report(int task, long fence, Stage stage) {
    var entry = new RunReport.Entry(task, 0, fence, stage);
    return tell(
        new RunCommand.Hear(
            new RunReport(
                W1,
                RUN,
                run().epoch(),
                run().lastFence(),
                RunReport.Covers.NOTHING,
                List.of(entry)),
            chance));
  }

  /** The task's attempt ends after {@code ranMillis}. */
  public Decision end(int task, Outcome outcome, long ranMillis) {
    return report(task, new Stage.Ended(outcome, 1, ranMillis));
  }

  /** The task's attempt ends at once. */
  public Decision end(int task, Outcome outcome) {
    return end(task, outcome, 0);
  }

  /** Starts whatever may start, and has it all succeed, until nothing is left to do. */
  public void succeed() {
    while (run().result() == null) {
      start(W1, 1_000);
      List.copyOf(run().heldBy(W1).values()).forEach(task -> end(task, Outcome.Succeeded.PLAIN));
    }
  }

  /** The run as it is now. */
  public LiveRun run() {
    return (LiveRun) state;
  }

  /** Its tasks' states, in their order. */
  public List<TaskStatus> statuses() {
    return IntStream.range(0, plan.size()).mapToObj(run()::status).toList();
  }

  /** Everything that has happened. */
  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  /** What the events alone lead to. */
  public LiveRun replayed() {
    RunState replayed = new RunState.Absent(_ -> plan);
    for (var event : events) {
      replayed = replayed.after(event);
    }
    return (LiveRun) replayed;
  }

  /** The present. */
  public Now now() {
    return now;
  }
}
