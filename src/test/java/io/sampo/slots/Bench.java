package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;
import java.util.stream.LongStream;

/** Books of one worker with what is told to them, by one coordinator unless said otherwise. */
final class Bench {

  static final RunId RUN = new RunId(7);
  static final WorkerId SELF = new WorkerId("w", 2);
  static final long LEASE = 1_000_000_000;

  final WorkerBooks books;
  final Tenure tenure;
  private Now now = new Now(1_000_000, 0);

  /** Tasks' time limit, in milliseconds. */
  long timeoutMillis;

  Bench(int slots, int ahead, int unsettledMax) {
    this(slots, ahead, unsettledMax, LEASE);
  }

  Bench(int slots, int ahead, int unsettledMax, long leaseMillis) {
    tenure = new Tenure(leaseMillis, 0);
    books = new WorkerBooks(SELF, Place.DEFAULT, tenure, slots, ahead, unsettledMax);
  }

  /** Starts as one chain that begins after {@code previous}. */
  List<Instruction> start(long previous, long... fences) {
    return startIn(1, 0, previous, fences);
  }

  List<Instruction> startIn(long epoch, long epochFence, long previous, long... fences) {
    var starts =
        LongStream.of(fences)
            .mapToObj(fence -> Assignment.of((int) fence, 0, fence, timeoutMillis, 0))
            .toList();
    return take(
        new RunOrders(RUN, SELF, epoch, epochFence, previous, starts, List.of(), List.of(), false));
  }

  List<Instruction> settle(Settled... settled) {
    return take(new RunOrders(RUN, SELF, 1, 0, 0, List.of(), List.of(settled), List.of(), false));
  }

  List<Instruction> stop(long... fences) {
    var stops = LongStream.of(fences).boxed().toList();
    return take(new RunOrders(RUN, SELF, 1, 0, 0, List.of(), List.of(), stops, false));
  }

  List<Instruction> inquire(long epoch, long epochFence) {
    return take(
        new RunOrders(RUN, SELF, epoch, epochFence, 0, List.of(), List.of(), List.of(), true));
  }

  List<Instruction> addressed(WorkerId worker) {
    return take(new RunOrders(RUN, worker, 1, 0, 0, List.of(), List.of(), List.of(), true));
  }

  List<Instruction> take(RunOrders orders) {
    return books.take(orders, now);
  }

  List<Instruction> end(long fence, Outcome outcome) {
    return books.ended(RUN, fence, outcome, now);
  }

  List<Instruction> pass(long millis) {
    now = new Now(now.wallMillis() + millis, now.elapsedMillis() + millis);
    return books.tick(now);
  }

  Now now() {
    return now;
  }

  /** Fences that are to begin. */
  static List<Long> begun(List<Instruction> instructions) {
    return instructions.stream()
        .filter(Instruction.Begin.class::isInstance)
        .map(one -> ((Instruction.Begin) one).assignment().fence())
        .toList();
  }

  /** Why attempts are to stop. */
  static List<Instruction.Stop.Why> stopped(List<Instruction> instructions) {
    return instructions.stream()
        .filter(Instruction.Stop.class::isInstance)
        .map(one -> ((Instruction.Stop) one).why())
        .toList();
  }

  static List<RunReport> reports(List<Instruction> instructions) {
    return instructions.stream()
        .filter(Instruction.Report.class::isInstance)
        .map(one -> ((Instruction.Report) one).report())
        .toList();
  }

  /** What is reported of which fence, in order. */
  static List<String> stages(List<Instruction> instructions) {
    return reports(instructions).stream()
        .flatMap(report -> report.attempts().stream())
        .map(entry -> entry.fence() + " " + name(entry.stage()))
        .toList();
  }

  private static String name(Stage stage) {
    return switch (stage) {
      case Stage.Accepted _ -> "accepted";
      case Stage.Began _ -> "began";
      case Stage.Refused(var reason) -> "refused: " + reason;
      case Stage.Ended(var outcome, _, var ran) -> outcome.message() + " after " + ran;
    };
  }

  static Settled settled(long fence) {
    return new Settled(fence, Settled.NO_RETRY);
  }
}
