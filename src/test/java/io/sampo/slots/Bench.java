package io.sampo.slots;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.sampo.slots.Instruction.Stop.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Books of one worker with what is told to them, by one coordinator unless said otherwise. What
 * they say to that is a list of instructions, and after them of reports that are due at once.
 */
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
  List<Object> start(long previous, long... fences) {
    return startIn(1, 0, previous, fences);
  }

  List<Object> startIn(long epoch, long epochFence, long previous, long... fences) {
    return take(starts(RUN, epoch, epochFence, previous, fences));
  }

  /** The first starts of another run. */
  List<Object> startOf(RunId run, long... fences) {
    return take(starts(run, 1, 0, 0, fences));
  }

  private RunOrders starts(RunId run, long epoch, long epochFence, long previous, long... fences) {
    var starts =
        LongStream.of(fences)
            .mapToObj(fence -> Assignment.of((int) fence, 0, fence, timeoutMillis, 0))
            .toList();
    return new RunOrders(
        run, SELF, epoch, epochFence, previous, starts, List.of(), List.of(), false);
  }

  List<Object> settle(Settled... settled) {
    return take(new RunOrders(RUN, SELF, 1, 0, 0, List.of(), List.of(settled), List.of(), false));
  }

  List<Object> stop(long... fences) {
    var stops = LongStream.of(fences).boxed().toList();
    return take(new RunOrders(RUN, SELF, 1, 0, 0, List.of(), List.of(), stops, false));
  }

  List<Object> inquire(long epoch, long epochFence) {
    return take(
        new RunOrders(RUN, SELF, epoch, epochFence, 0, List.of(), List.of(), List.of(), true));
  }

  List<Object> addressed(WorkerId worker) {
    return take(new RunOrders(RUN, worker, 1, 0, 0, List.of(), List.of(), List.of(), true));
  }

  List<Object> take(RunOrders orders) {
    return said(books.take(orders, now));
  }

  List<Object> end(long fence, Outcome outcome) {
    return said(books.ended(RUN, fence, outcome, now));
  }

  List<Object> bar(Why why) {
    return said(books.bar(why, now));
  }

  List<Object> pass(long millis) {
    now = new Now(now.wallMillis() + millis, now.elapsedMillis() + millis);
    return said(books.tick(now));
  }

  private List<Object> said(List<Instruction> instructions) {
    var said = new ArrayList<Object>(instructions);
    if (books.isToReport(now)) {
      said.addAll(books.reports(now));
    }
    assertThat(books.isToReport(now)).isFalse();
    assertThat(books.reports(now)).isEmpty();
    return said;
  }

  Now now() {
    return now;
  }

  /** Fences that are to begin. */
  static List<Long> begun(List<?> said) {
    return said.stream()
        .filter(Instruction.Begin.class::isInstance)
        .map(one -> ((Instruction.Begin) one).assignment().fence())
        .toList();
  }

  /** Why attempts are to stop. */
  static List<Why> stopped(List<?> said) {
    return said.stream()
        .filter(Instruction.Stop.class::isInstance)
        .map(one -> ((Instruction.Stop) one).why())
        .toList();
  }

  static List<RunReport> reports(List<?> said) {
    return said.stream().filter(RunReport.class::isInstance).map(RunReport.class::cast).toList();
  }

  /** What is reported of which fence, in order. */
  static List<String> stages(List<?> said) {
    return reports(said).stream()
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
