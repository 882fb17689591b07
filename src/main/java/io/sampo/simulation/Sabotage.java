package io.sampo.simulation;

import io.sampo.message.ChildOrder;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import io.sampo.run.state.RunState;
import io.sampo.simulation.story.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What goes wrong in one life of a coordinator where a {@link Flaw} says so: in what it is given,
 * in what it sends, and in what becomes of its events on the way to the disk.
 */
final class Sabotage {

  private final Set<Flaw> flaws;
  private final Scenario scenario;
  private final Map<ContentHash, Plan> plans = new HashMap<>();
  private final Set<Long> ordered = new HashSet<>();

  /** Whether the journal had events in it when this life began. */
  private final boolean second;

  Sabotage(Set<Flaw> flaws, Scenario scenario, boolean second) {
    this.flaws = flaws;
    this.scenario = scenario;
    this.second = second;
  }

  Plan plan(ContentHash definition) {
    return plans.computeIfAbsent(
        definition, _ -> FlawedPlans.of(scenario.plan(definition), flaws, second));
  }

  RunCommand command(RunCommand command, RunState state) {
    return switch (command) {
      case RunCommand.Hear(var report, var chance)
          when has(Flaw.LATE_RESULT_COUNTS)
              && state instanceof LiveRun run
              && report.attempts().stream().allMatch(one -> one.task() < run.plan().size()) ->
          new RunCommand.Hear(renewed(report, run), chance);
      case RunCommand.HearChild(var task, var child, _, var message, var chance)
          when has(Flaw.CHILD_ALWAYS_SUCCEEDS) ->
          new RunCommand.HearChild(task, child, RunResult.SUCCESS, message, chance);
      case RunCommand.Repair wish
          when has(Flaw.LATEST_REPAIR_IGNORED)
              && state instanceof LiveRun run
              && !run.repairs().isEmpty() ->
          new RunCommand.Repair(
              wish.id(),
              run.repairs().getLast().id(),
              wish.tasks(),
              wish.allFailed(),
              wish.dependents(),
              wish.parameters(),
              wish.by());
      default -> command;
    };
  }

  private static RunReport renewed(RunReport report, LiveRun run) {
    var entries = new ArrayList<RunReport.Entry>();
    var fences = new HashSet<Long>();
    for (var entry : report.attempts()) {
      var fence = run.fence(entry.task()) == 0 ? entry.fence() : run.fence(entry.task());
      if (fences.add(fence)) {
        entries.add(new RunReport.Entry(entry.task(), entry.attempt(), fence, entry.stage()));
      }
    }
    return new RunReport(
        report.worker(),
        report.run(),
        report.epoch(),
        report.lastFence(),
        report.covers(),
        entries);
  }

  /** What is written when a wish was refused. */
  List<RunEvent> refused(RunCommand.Wish wish, RunState state, Now now) {
    if (has(Flaw.MARKED_WHILE_RUNNING)
        && wish instanceof RunCommand.Mark mark
        && state instanceof LiveRun run
        && run.result() == null) {
      var task = run.plan().find(mark.task());
      if (task.isPresent() && run.isHeld(task.getAsInt())) {
        return List.of(
            new RunEvent.TaskMarked(
                now, task.getAsInt(), mark.how().status(), mark.by(), mark.why()));
      }
    }
    return List.of();
  }

  /** What is written in place of {@code events}. */
  List<RunEvent> events(List<RunEvent> events, RunState state) {
    if (flaws.isEmpty() || !(state instanceof LiveRun run)) {
      return events;
    }
    var written = new ArrayList<RunEvent>();
    for (var event : events) {
      switch (event) {
        case RunEvent.RunRepaired(var at, var repair, _, var by)
            when has(Flaw.REPAIR_FORGETS_PARAMETER) ->
            written.add(new RunEvent.RunRepaired(at, repair, Map.of(), by));
        case RunEvent.TasksReset(var at, var tasks) when has(Flaw.REPAIR_RESETS_RUNNING) -> {
          var more = new ArrayList<>(tasks);
          IntStream.range(0, run.plan().size()).filter(run::isHeld).forEach(more::add);
          written.add(new RunEvent.TasksReset(at, more));
        }
        case AttemptsEnded(var at, var ended)
            when has(Flaw.CANCELED_TASK_RETRIES) && run.stopping() == null ->
            written.add(new AttemptsEnded(at, ended.stream().map(Sabotage::retried).toList()));
        case RunEvent.TasksStopping _ when has(Flaw.CANCEL_FORGOTTEN) -> {}
        case RunEvent.ClusterReleased _
            when has(Flaw.CLUSTER_KEPT_AT_STOP) && run.stopping() != null -> {}
        case AttemptsEnded(var at, _)
            when has(Flaw.CLUSTER_RELEASED_EARLY) && !run.fleet().present().isEmpty() -> {
          written.add(event);
          var first = run.fleet().present().firstEntry().getValue();
          written.add(new RunEvent.ClusterReleased(at, first.cluster(), first.generation(), ""));
        }
        case RunEvent.DurationExceeded _ when has(Flaw.WARNED_TWICE) ->
            written.addAll(List.of(event, event));
        default -> written.add(event);
      }
    }
    return written;
  }

  private static AttemptsEnded.Ended retried(AttemptsEnded.Ended ended) {
    return ended.next().equals(new Next.Rest(TaskStatus.CANCELED))
        ? new AttemptsEnded.Ended(
            ended.task(),
            ended.attempt(),
            ended.fence(),
            ended.outcome(),
            ended.beganWallMillis(),
            ended.ranMillis(),
            new Next.Retry(0))
        : ended;
  }

  RunOrders orders(RunOrders orders) {
    if (!has(Flaw.ORDER_ONCE)) {
      return orders;
    }
    return new RunOrders(
        orders.run(),
        orders.worker(),
        orders.epoch(),
        orders.epochFence(),
        orders.previousFence(),
        orders.starts().stream().filter(one -> ordered.add(one.fence())).toList(),
        orders.settled(),
        orders.stops(),
        orders.inquiry());
  }

  ChildOrder order(ChildOrder order) {
    return second && has(Flaw.CHILD_TWICE)
        ? new ChildOrder(
            new RunId(order.child().value() + 1_000_000), order.submission(), order.cancel())
        : order;
  }

  Optional<ClusterOrder> order(ClusterOrder order) {
    if (order.isRemoval() && has(Flaw.CLUSTER_LEFT_BEHIND)) {
      return Optional.empty();
    }
    return Optional.of(
        second && has(Flaw.CLUSTER_TWICE)
            ? new ClusterOrder(
                order.run(),
                new ClusterName(order.name() + "0"),
                order.pool(),
                order.nodes(),
                order.slots(),
                order.labels())
            : order);
  }

  NodeClaim claim(NodeClaim claim) {
    return has(Flaw.CLUSTER_LEFT_BEHIND)
        ? new NodeClaim(claim.run(), claim.epoch(), claim.worker(), true, claim.sentMillis())
        : claim;
  }

  private boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }
}
