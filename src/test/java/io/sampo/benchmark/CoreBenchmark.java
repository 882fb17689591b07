package io.sampo.benchmark;

import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * How fast one run is decided and folded, and how much it keeps, without journal, network and
 * execution: a fake worker of 1,000 slots ends at once whatever it is given, in reports of at most
 * {@code batch} entries. What it costs per task must not depend on the number of tasks.
 *
 * <pre>java -Xmx2g -cp target/classes:target/test-classes:... io.sampo.benchmark.CoreBenchmark
 * </pre>
 */
final class CoreBenchmark {

  private static final WorkerId WORKER = new WorkerId("w", 1);
  private static final RunId RUN = new RunId(1);
  private static final Submission SUBMISSION =
      Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
  private static final List<Lease> LEASES =
      LongStream.rangeClosed(1, 1_000).mapToObj(id -> new Lease(id, WORKER)).toList();

  private final Coordination coordination;
  private final int batch;
  private long millis;
  private long events;
  private long lastFence;

  private CoreBenchmark(Plan plan, int batch) {
    coordination = new Coordination("here", _ -> plan, FleetRules.USUAL);
    this.batch = batch;
  }

  /** Prints a table; takes no arguments. */
  public static void main(String... arguments) {
    System.out.println("shape         tasks  batch   events/s    tasks/s  ns/task  bytes/task");
    for (var batch : new int[] {1, 100}) {
      for (var tasks : new int[] {10_000, 1_000, 10_000, 100_000, 1_000_000}) {
        measure("fan-out", Shapes.fanOut(tasks), batch);
        measure("layers", Shapes.layers(tasks), batch);
      }
    }
  }

  private static void measure(String shape, List<int[]> dependencies, int batch) {
    var plan = Plan.of(Shapes.job(dependencies));
    var before = usedBytes();
    var benchmark = new CoreBenchmark(plan, batch);
    var began = System.nanoTime();
    benchmark.toTheEnd();
    var nanos = System.nanoTime() - began;
    var bytes = usedBytes() - before;
    System.out.printf(
        "%-8s %10d %6d %10.0f %10.0f %8d %11.1f%n",
        shape,
        plan.size(),
        batch,
        benchmark.events * 1e9 / nanos,
        plan.size() * 1e9 / nanos,
        nanos / plan.size(),
        (double) bytes / plan.size());
    if (!(benchmark.coordination.state() instanceof LiveRun run)
        || run.result() != RunResult.SUCCESS) {
      throw new IllegalStateException("ended otherwise: " + benchmark.coordination.state());
    }
  }

  private void toTheEnd() {
    step(List.of(new RunCommand.Submit(RUN, SUBMISSION)));
    while (coordination.isOpen()) {
      var held = held();
      if (held.isEmpty()) {
        step(List.of());
      }
      for (var from = 0; from < held.size(); from += batch) {
        report(held.subList(from, Math.min(held.size(), from + batch)));
      }
    }
  }

  private void report(List<RunReport.Entry> ended) {
    var report = new RunReport(WORKER, RUN, 1, lastFence, RunReport.Covers.NOTHING, ended);
    step(List.of(new RunCommand.Hear(report, 0)));
  }

  private List<RunReport.Entry> held() {
    var held = new ArrayList<RunReport.Entry>();
    if (coordination.state() instanceof LiveRun run) {
      var ended = new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 1);
      run.heldBy(WORKER)
          .forEach((fence, task) -> held.add(new RunReport.Entry(task, 0, fence, ended)));
    }
    return held;
  }

  private void step(List<RunCommand> commands) {
    var now = new Now(millis, ++millis);
    for (var event : coordination.handle(commands, now).events()) {
      coordination.fold(event);
      events++;
    }
    for (var orders : coordination.due(now)) {
      for (var start : orders.starts()) {
        lastFence = Math.max(lastFence, start.fence());
      }
    }
    for (var demand : coordination.demands(now)) {
      var slots = LEASES.subList(0, Math.min(demand.wanted(), LEASES.size()));
      coordination.take(new Grant(RUN, 1, Site.DEFAULT, slots, 1_000_000_000, demand.sentMillis()));
    }
  }

  private static long usedBytes() {
    for (var round = 0; round < 3; round++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
