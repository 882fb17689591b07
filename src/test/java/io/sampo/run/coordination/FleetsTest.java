package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetsTest {

  private static final ClusterName ETL = new ClusterName("job-7-etl-1");
  private static final Site SITE = new Site("7/etl", Map.of());
  private static final Stage SUCCESS = new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 1);

  @Test
  void nodes_are_asked_for_when_the_first_task_on_them_may_start() {
    var desk = Desk.started(plan(2, 2, task("a"), on("b", "a")), RunStory.W1, 1);
    assertThat(desk.clusterOrders()).isEmpty();

    desk.handle(desk.hear(0, SUCCESS));

    assertThat(desk.events()).contains(requested(desk, 1, 2));
    assertThat(desk.clusterOrders())
        .containsExactly(new ClusterOrder(RUN, ETL, "7/etl", 2, 3, Map.of("team", "x")));
  }

  @Test
  void an_order_is_repeated_for_as_long_as_it_holds() {
    var desk = submitted(plan(1, 1, on("a")));
    desk.clusterOrders();

    assertThat(desk.coordination.nextMillis(desk.now()))
        .isLessThanOrEqualTo(desk.now().elapsedMillis() + Fleets.REPEAT_MILLIS);
    assertThat(desk.clusterOrders()).isEmpty();
    desk.pass(Fleets.REPEAT_MILLIS).handle();
    assertThat(desk.clusterOrders()).hasSize(1);
  }

  @Test
  void the_next_coordinator_says_the_same_again() {
    var desk = submitted(plan(1, 1, on("a")));
    var next = new Coordination("here", _ -> desk.run().plan(), FleetRules.USUAL);
    desk.events().forEach(next::fold);

    next.handle(List.of(new RunCommand.TakeOver()), desk.now());

    assertThat(next.clusterOrders(desk.now())).isEqualTo(desk.clusterOrders()).hasSize(1);
  }

  @Test
  void they_are_let_go_at_once_when_the_last_task_on_them_is_at_rest() {
    var desk = submitted(plan(1, 1, on("a"), on("b"), task("c", "a")));
    var node = come(desk, 1);
    desk.grant(SITE, node, 2);
    desk.handle();

    desk.handle(desk.hear(0, SUCCESS));
    assertThat(desk.clusterOrders()).hasSize(1).noneMatch(ClusterOrder::isRemoval);
    desk.handle(desk.hear(1, SUCCESS));

    assertThat(desk.events()).contains(new RunEvent.ClusterReleased(desk.now(), 0, 1, ""));
    assertThat(desk.clusterOrders()).hasSize(1).allMatch(ClusterOrder::isRemoval);
  }

  @Test
  void a_removal_is_repeated_until_it_is_confirmed_even_when_the_run_is_over() {
    var desk = submitted(plan(1, 1, on("a")));
    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    assertThat(desk.run().result()).isEqualTo(RunResult.CANCELED);
    assertThat(desk.clusterOrders()).hasSize(1);
    assertThat(desk.coordination.isOpen()).isFalse();
    assertThat(desk.coordination.isIdle()).isFalse();

    desk.pass(Fleets.REMOVAL_REPEAT_MILLIS).handle();
    assertThat(desk.clusterOrders()).hasSize(1);
    desk.handle(news(new What.Removed()));

    assertThat(desk.events()).endsWith(new RunEvent.ClusterRemoved(desk.now(), 0, 1));
    assertThat(desk.coordination.isIdle()).isTrue();
    assertThat(desk.coordination.nextMillis(desk.now())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_run_ends_only_after_it_has_let_its_nodes_go() {
    var desk = submitted(plan(1, 1, on("a")));
    desk.handle(new RunCommand.CancelTask(new TaskKey("a"), "ann"));

    var kinds = desk.events().stream().map(one -> one.getClass().getSimpleName()).toList();

    assertThat(kinds).containsSubsequence("TasksResolved", "ClusterReleased", "RunEnded");
  }

  @Test
  void a_repair_asks_for_the_next_generation() {
    var desk = submitted(plan(1, 1, on("a")));
    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));

    desk.handle(new RunCommand.Repair(9, null, List.of(), true, false, Map.of(), "ann"));

    assertThat(desk.events()).contains(requested(desk, 2, 1));
    assertThat(desk.clusterOrders())
        .extracting(order -> order.name().value())
        .containsExactly("job-7-etl-2", "job-7-etl-1");
  }

  @Test
  void a_node_that_asks_is_claimed_while_it_is_wanted() {
    var desk = submitted(plan(1, 1, on("a")));
    var node = come(desk, 1);
    assertThat(desk.coordination.nodeClaims())
        .containsExactly(new NodeClaim(RUN, 1, node, true, 77));
    assertThat(desk.coordination.nodeClaims()).isEmpty();

    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    come(desk, 1);

    assertThat(desk.coordination.nodeClaims())
        .containsExactly(new NodeClaim(RUN, 1, node, false, 77));
  }

  @Test
  void a_node_of_a_run_that_nobody_knows_is_not_claimed() {
    var desk = new Desk(plan(1, 1, on("a")));

    come(desk, 1);

    assertThat(desk.coordination.nodeClaims())
        .containsExactly(new NodeClaim(RUN, 0, new WorkerId(ETL.node(1), 1), false, 77));
  }

  @Test
  void a_node_is_recorded_when_it_comes_for_the_first_time() {
    var desk = submitted(plan(2, 2, on("a")));

    come(desk, 2);
    come(desk, 2);
    come(desk, 3);

    assertThat(desk.events())
        .filteredOn(RunEvent.NodesArrived.class::isInstance)
        .containsExactly(new RunEvent.NodesArrived(desk.now(), 0, 1, List.of(2)));
  }

  @Test
  void tasks_fail_if_no_node_comes_within_the_limit_and_the_reason_is_told() {
    var desk = submitted(plan(1, 1, on("a"), task("b", "a")));
    desk.handle(news(new What.Troubled("no such image")));

    desk.pass(179_999).handle();
    assertThat(desk.run().result()).isNull();
    desk.pass(1).handle();

    assertThat(desk.run().status(0)).isEqualTo(TaskStatus.FAILED);
    assertThat(desk.run().status(1)).isEqualTo(TaskStatus.UPSTREAM_FAILED);
    assertThat(desk.run().failure(0))
        .isEqualTo("job cluster etl: no node was there for 180 s; no such image");
    assertThat(desk.run().result()).isEqualTo(RunResult.FAILED);
    assertThat(desk.clusterOrders()).hasSize(1).allMatch(ClusterOrder::isRemoval);
  }

  @Test
  void the_limit_goes_on_where_another_coordinator_takes_over() {
    var desk = submitted(plan(1, 1, on("a")));
    var next = new Coordination("here", _ -> desk.run().plan(), FleetRules.USUAL);
    desk.events().forEach(next::fold);
    desk.pass(100_000);

    next.handle(List.of(new RunCommand.TakeOver()), desk.now());
    desk.pass(79_999);
    next.handle(List.of(), desk.now());
    assertThat(next.isOpen()).isTrue();
    desk.pass(1);
    next.handle(List.of(), desk.now());

    assertThat(next.isOpen()).isFalse();
  }

  @Test
  void a_cluster_that_cannot_be_had_at_all_fails_its_tasks_at_once() {
    var desk = submitted(plan(1, 1, on("a")));

    desk.handle(news(new What.Impossible("this cluster starts no nodes")));

    assertThat(desk.run().failure(0)).isEqualTo("job cluster etl: this cluster starts no nodes");
  }

  @Test
  void a_cluster_grows_at_once_and_shrinks_after_a_while() {
    var tasks = Stream.of("a", "b", "c", "d", "e", "f", "g").map(key -> on(key)).toList();
    var desk = submitted(plan(1, 3, tasks.toArray(TaskDefinition[]::new)));
    assertThat(desk.clusterOrders()).extracting(ClusterOrder::nodes).containsExactly(3);
    var first = come(desk, 1);
    desk.grant(SITE, first, 7);
    desk.handle();
    for (var task = 0; task < 5; task++) {
      desk.handle(desk.hear(task, SUCCESS));
    }

    desk.pass(59_999).handle();
    assertThat(nodes(desk)).isEqualTo(3);
    desk.pass(1).handle();

    // Two were needed when the minute began.
    assertThat(nodes(desk)).isEqualTo(2);
    assertThat(desk.clusterOrders()).extracting(ClusterOrder::nodes).containsExactly(2);
    desk.handle();
    desk.pass(60_000).handle();
    assertThat(nodes(desk)).isEqualTo(1);
  }

  private static int nodes(Desk desk) {
    return Objects.requireNonNull(desk.run().fleet().present(ETL)).nodes();
  }

  @Test
  void a_surplus_node_gets_no_more_tasks_and_goes_when_it_has_none() {
    var desk = submitted(plan(1, 2, on("a"), on("b"), on("c"), on("d"), task("x"), on("e", "x")));
    var first = come(desk, 1);
    var second = come(desk, 2);
    give(desk, second, 1);
    give(desk, first, 3);
    give(desk, RunStory.W1, 1);
    desk.handle(desk.hear(1, SUCCESS), desk.hear(2, SUCCESS), desk.hear(3, SUCCESS));
    desk.pass(60_000).handle();
    assertThat(nodes(desk)).isEqualTo(1);

    desk.handle(desk.hear(4, SUCCESS));
    give(desk, second, 3);
    assertThat(desk.run().heldBy(second)).hasSize(1);
    desk.coordination.nodeClaims();
    come(desk, 2);
    assertThat(desk.coordination.nodeClaims()).allMatch(NodeClaim::wanted);
    desk.handle(desk.hear(0, SUCCESS));
    come(desk, 2);

    assertThat(desk.coordination.nodeClaims()).hasSize(1).noneMatch(NodeClaim::wanted);
    assertThat(desk.run().heldBy(second)).isEmpty();
  }

  private static void give(Desk desk, WorkerId worker, int slots) {
    var site = worker.equals(RunStory.W1) ? Site.DEFAULT : SITE;
    desk.grant(site, worker, slots);
    desk.handle();
  }

  @Test
  void tasks_of_a_job_cluster_share_it_and_a_task_may_have_its_own() {
    var own =
        task("c").with(new Compute(new Compute.OfTask(new Nodes(1, 1, 0, Map.of())), Map.of()));

    var desk = submitted(plan(1, 1, on("a"), on("b"), own));

    assertThat(desk.clusterOrders())
        .extracting(ClusterOrder::pool)
        .containsExactly("7/etl", "7/task/c");
  }

  private static WorkerId come(Desk desk, int number) {
    var worker = new WorkerId(ETL.node(number), 1);
    desk.handle(news(new What.Present(number, worker, 77)));
    return worker;
  }

  private static RunCommand news(What what) {
    return new RunCommand.HearCluster(new ClusterNews(RUN, ETL, what));
  }

  private static RunEvent requested(Desk desk, int generation, int nodes) {
    return new RunEvent.ClusterRequested(
        desk.now(), 0, generation, ClusterName.of(RUN, "etl", generation), nodes);
  }

  private static Desk submitted(Plan plan) {
    var desk = new Desk(plan);
    desk.handle(RunStory.SUBMIT);
    return desk;
  }

  private static TaskDefinition on(String key, String... above) {
    return task(key, above).with(new Compute(new Compute.OfJob("etl"), Map.of()));
  }

  private static Plan plan(int min, int max, TaskDefinition... tasks) {
    var cluster = new JobCluster("etl", new Nodes(min, max, 3, Map.of("team", "x")));
    return Plan.of(
        new JobDefinition("sample", List.of(), List.of(tasks), 0, 0, List.of(cluster), 10));
  }
}
