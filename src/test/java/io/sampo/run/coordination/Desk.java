package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.Decision;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** A coordinator without actor, journal and network: what it says is looked at, not sent. */
final class Desk {

  final Coordination coordination;
  private final List<RunEvent> events = new ArrayList<>();
  private Now now = new Now(1_000_000, 10_000);

  Desk(Plan plan) {
    coordination = new Coordination("here", _ -> plan, FleetRules.USUAL);
  }

  /** A run whose first tasks are started on {@code worker}, and all is said. */
  static Desk started(Plan plan, WorkerId worker, int slots) {
    var desk = new Desk(plan);
    desk.handle(RunStory.SUBMIT);
    desk.grant(worker, slots);
    desk.handle();
    desk.orders();
    desk.demands();
    return desk;
  }

  Decision handle(RunCommand... commands) {
    var decision = coordination.handle(List.of(commands), now);
    decision.events().forEach(coordination::fold);
    events.addAll(decision.events());
    return decision;
  }

  void grant(WorkerId worker, int slots) {
    grant(Site.DEFAULT, worker, slots);
  }

  void grant(Site site, WorkerId worker, int slots) {
    var leases = LongStream.rangeClosed(1, slots).mapToObj(id -> new Lease(id, worker)).toList();
    coordination.take(new Grant(RUN, run().epoch(), site, leases, 60_000, now.elapsedMillis()));
  }

  RunCommand.Hear hear(int task, Stage stage) {
    return hear(task, run().fence(task), stage);
  }

  RunCommand.Hear hear(int task, long fence, Stage stage) {
    var worker = Objects.requireNonNull(run().lastWorker(task));
    var entry = new RunReport.Entry(task, 0, fence, stage);
    return new RunCommand.Hear(
        new RunReport(
            worker,
            RUN,
            run().epoch(),
            run().lastFence(),
            RunReport.Covers.NOTHING,
            List.of(entry)),
        0);
  }

  List<RunOrders> orders() {
    return coordination.due(now);
  }

  List<ClusterOrder> clusterOrders() {
    return coordination.clusterOrders(now);
  }

  List<Demand> demands() {
    return coordination.demands(now);
  }

  Demand demand() {
    return demands().getFirst();
  }

  Desk pass(long millis) {
    now = new Now(now.wallMillis() + millis, now.elapsedMillis() + millis);
    return this;
  }

  LiveRun run() {
    return (LiveRun) coordination.state();
  }

  Now now() {
    return now;
  }

  List<RunEvent> events() {
    return List.copyOf(events);
  }
}
