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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How fast one run is decided and folded, and nothing else: {@code decide}, {@code after} and
 * {@code settle} on one thread. Each command is about {@code batch} tasks; an event about so many
 * tasks counts as so many, since it stands for them. Counted is processor time of the thread, the
 * making of the worker's reports included, so that others on the machine disturb little.
 *
 * <pre>java -Xmx1g -cp target/classes:target/test-classes:... io.sampo.benchmark.DecideBenchmark
 * </pre>
 */
final class DecideBenchmark {

  private static final WorkerId WORKER = new WorkerId("w", 1);
  private static final RunId RUN = new RunId(1);
  private static final Submission SUBMISSION =
      Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Now NOW = new Now(1, 1);
  private static final int SLOTS = 1_000;
  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};

  private final RunMachine machine = new RunMachine("here");
  private RunState state;
  private long events;
  private long nanos;

  private DecideBenchmark(Plan plan) {
    state = new RunState.Absent(_ -> plan);
  }

  /** Prints a table; takes no arguments. */
  public static void main(String... arguments) {
    var plans = new ArrayList<Plan>();
    for (var size : SIZES) {
      plans.add(Plan.of(Shapes.job(Shapes.layers(size))));
    }
    for (var batch : new int[] {1, 100}) {
      for (var round = 0; round < 40; round++) {
        run(plans.get(1), batch);
      }
    }
    System.out.println("shape         tasks  batch   events/s  ns/event");
    for (var batch : new int[] {1, 100}) {
      for (var plan : plans) {
        measure(plan, batch);
      }
    }
  }

  /** The median of several runs, since others use the machine too. */
  private static void measure(Plan plan, int batch) {
    var rounds = Math.max(3, 500_000 / plan.size());
    var perEvent = new double[rounds];
    for (var round = 0; round < rounds; round++) {
      var benchmark = run(plan, batch);
      perEvent[round] = (double) benchmark.nanos / benchmark.events;
    }
    Arrays.sort(perEvent);
    var median = perEvent[rounds / 2];
    System.out.printf(
        "%-8s %10d %6d %10.0f %9.0f%n", "layers", plan.size(), batch, 1e9 / median, median);
  }

  private static DecideBenchmark run(Plan plan, int batch) {
    var benchmark = new DecideBenchmark(plan);
    var began = THREADS.getCurrentThreadCpuTime();
    benchmark.decide(new RunCommand.Submit(RUN, SUBMISSION));
    while (benchmark.live().result() == null) {
      benchmark.round(batch);
    }
    benchmark.nanos = THREADS.getCurrentThreadCpuTime() - began;
    if (benchmark.live().result() != RunResult.SUCCESS) {
      throw new IllegalStateException("ended otherwise: " + benchmark.live().endMessage());
    }
    return benchmark;
  }

  /** Starts what may start, {@code batch} tasks by each command, and has it all end likewise. */
  private void round(int batch) {
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
      events +=
          switch (event) {
            case RunEvent.AttemptsStarted started -> started.started().size();
            case RunEvent.AttemptsEnded ended -> ended.ended().size();
            default -> 1;
          };
    }
  }

  private LiveRun live() {
    return (LiveRun) state;
  }
}
