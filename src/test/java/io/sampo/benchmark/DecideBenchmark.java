package io.sampo.benchmark;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunEvent;
import io.sampo.run.machine.RunMachine;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a task of a run costs to decide and to fold, and nothing else: one thread, no journal, no
 * messages. The run is layers of 100 tasks; each command is about {@link #batch} of them, and the
 * making of the reports counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecideBenchmark.TASKS)
public class DecideBenchmark {

  static final int TASKS = 10_000;

  private static final WorkerId WORKER = new WorkerId("w", 1);
  private static final RunId RUN = new RunId(1);
  private static final Submission SUBMISSION =
      Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
  private static final Now NOW = new Now(1, 1);
  private static final int SLOTS = 1_000;

  /** How many tasks a command is about. */
  @Param({"1", "100"})
  int batch = 1;

  private final RunMachine machine = new RunMachine("here");
  private final Plan plan = Plan.of(Shapes.job(Shapes.layers(TASKS)));
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state = new RunState.Absent(_ -> plan);

  /** Has events to fold. */
  @Setup
  public void run() {
    decideAndApply();
  }

  /** A whole run. */
  @Benchmark
  public RunState decideAndApply() {
    events.clear();
    state = new RunState.Absent(_ -> plan);
    decide(new RunCommand.Submit(RUN, SUBMISSION));
    while (live().result() == null) {
      round();
    }
    if (live().result() != RunResult.SUCCESS) {
      throw new IllegalStateException("ended otherwise: " + live().endMessage());
    }
    return state;
  }

  /** A whole run from its events, as recovery does it. */
  @Benchmark
  public RunState apply() {
    RunState folded = new RunState.Absent(_ -> plan);
    for (var event : events) {
      folded = folded.after(event);
    }
    return folded;
  }

  /** Starts what may start, {@code batch} tasks by each command, and has it all end likewise. */
  private void round() {
    var startable = live().startableCount(0, NOW.elapsedMillis(), SLOTS);
    for (var from = 0; from < startable; from += batch) {
      var slots = Math.min(batch, startable - from);
      decide(new RunCommand.Start(List.of(new Offer(WORKER, slots))));
    }
    var reports = new ArrayList<RunCommand.Hear>();
    var held = List.copyOf(live().heldBy(WORKER).entrySet());
    for (var from = 0; from < held.size(); from += batch) {
      var entries =
          held.subList(from, Math.min(held.size(), from + batch)).stream()
              .map(one ->
                  new RunReport.Entry(
                      one.getValue(),
                      0,
                      one.getKey(),
                      new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 1)))
              .toList();
      reports.add(
          new RunCommand.Hear(
              new RunReport(WORKER, RUN, 1, 0, RunReport.Covers.NOTHING, entries), 0));
    }
    reports.forEach(this::decide);
  }

  private void decide(RunCommand command) {
    fold(machine.decide(state, command, NOW).events());
    while (true) {
      var next = machine.settle(live(), NOW);
      if (next.isEmpty()) {
        break;
      }
      fold(next);
    }
  }

  private void fold(List<RunEvent> decided) {
    for (var event : decided) {
      state = state.after(event);
      events.add(event);
    }
  }

  private LiveRun live() {
    return (LiveRun) state;
  }
}
