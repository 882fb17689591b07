package io.sampo.projection;

import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.projection.NodeTimes.Own;
import io.sampo.projection.NodeTimes.Shared;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTimesTest {

  private static final ClusterName NAME = new ClusterName("job-7-etl-1");

  private final RunHistory history = new RunHistory(plan());
  private long nowMillis;
  private long seq;
  private long fence;

  @Test
  void a_node_of_a_job_cluster_counts_from_when_it_was_asked_for_until_it_was_let_go() {
    submitted().at(1_000, requested(2)).at(1_800, came(1)).at(2_000, came(2));
    at(5_000, new RunEvent.ClusterReleased(now(), 0, 1, ""));
    at(9_000, new RunEvent.ClusterRemoved(now(), 0, 1));

    assertThat(own()).containsExactly(new Own("etl", NAME, 1, 2, 1_000, 2_000L, 5_000L, 2 * 4_000));
  }

  @Test
  void nodes_that_are_added_or_taken_away_count_from_and_until_then() {
    submitted().at(1_000, requested(1));
    at(2_000, new RunEvent.ClusterResized(now(), 0, 1, 3));
    at(4_000, new RunEvent.ClusterResized(now(), 0, 1, 2));
    at(5_000, came(1));

    assertThat(own())
        .containsExactly(
            new Own("etl", NAME, 1, 2, 1_000, null, null, 1_000 + 3 * 2_000 + 2 * 1_000));
  }

  @Test
  void a_clock_that_goes_back_takes_nothing_away() {
    submitted().at(5_000, requested(1)).at(6_000, came(1)).at(3_000, came(2));
    at(6_500, new RunEvent.ClusterReleased(now(), 0, 1, ""));

    assertThat(own()).extracting(Own::nodeMillis).containsExactly(1_500L);
  }

  @Test
  void a_node_that_stays_counts_while_it_has_an_attempt_and_several_at_once_count_once() {
    submitted();
    at(1_000, started("w1", 1)).at(2_000, started("w1", 2)).at(2_500, started("w2", 3));
    at(3_000, ended(1)).at(4_000, ended(2)).at(4_500, ended(3));
    at(6_000, started("w1", 4)).at(6_200, ended(4));

    assertThat(history.nodeTimes().shared())
        .containsExactly(new Shared("default", 2, 3_000 + 2_000 + 200));
  }

  @Test
  void attempts_on_a_job_cluster_are_in_its_account_alone() {
    submitted().at(1_000, requested(1)).at(1_500, started("job-7-etl-1-1", 0));
    at(2_000, ended(0));

    assertThat(history.nodeTimes().shared()).isEmpty();
  }

  private List<Own> own() {
    return history.nodeTimes().own();
  }

  private NodeTimesTest submitted() {
    var submission = Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
    return at(
        0,
        new RunEvent.RunSubmitted(
            new Now(0, 0), new RunId(7), "job", submission, Map.of(), "here"));
  }

  /** Events are made before the clock is set; what counts is when they are told. */
  private NodeTimesTest at(long millis, RunEvent event) {
    nowMillis = millis;
    history.accept(new Journaled(++seq, retimed(event)));
    return this;
  }

  private RunEvent retimed(RunEvent event) {
    return switch (event) {
      case RunEvent.ClusterRequested(_, var cluster, var generation, var name, var nodes) ->
          new RunEvent.ClusterRequested(now(), cluster, generation, name, nodes);
      case RunEvent.ClusterResized(_, var cluster, var generation, var nodes) ->
          new RunEvent.ClusterResized(now(), cluster, generation, nodes);
      case RunEvent.NodesArrived(_, var cluster, var generation, var nodes) ->
          new RunEvent.NodesArrived(now(), cluster, generation, nodes);
      case RunEvent.ClusterReleased(_, var cluster, var generation, var failure) ->
          new RunEvent.ClusterReleased(now(), cluster, generation, failure);
      case RunEvent.AttemptsStarted(_, var worker, var started) ->
          new RunEvent.AttemptsStarted(now(), worker, started);
      case RunEvent.AttemptsEnded(_, var ended) -> new RunEvent.AttemptsEnded(now(), ended);
      default -> event;
    };
  }

  private RunEvent requested(int nodes) {
    return new RunEvent.ClusterRequested(now(), 0, 1, NAME, nodes);
  }

  private RunEvent came(int number) {
    return new RunEvent.NodesArrived(now(), 0, 1, List.of(number));
  }

  private RunEvent started(String worker, int task) {
    return new RunEvent.AttemptsStarted(
        now(), new WorkerId(worker, 1), List.of(new Started(task, 0, ++fence)));
  }

  private RunEvent ended(int task) {
    return new RunEvent.AttemptsEnded(
        now(),
        List.of(
            new Ended(
                task, 0, fence, Outcome.Succeeded.PLAIN, 0, 0, new Next.Rest(TaskStatus.SUCCESS))));
  }

  private Now now() {
    return new Now(nowMillis, nowMillis);
  }

  private static Plan plan() {
    var cluster = new JobCluster("etl", new Nodes(1, 4, 0, Map.of()));
    var on = new Compute(new Compute.OfJob("etl"), Map.of());
    List<TaskDefinition> tasks =
        List.of(task("own").with(on), task("a"), task("b"), task("c"), task("d"));
    return Plan.of(new JobDefinition("job", List.of(), tasks, 0, 0, List.of(cluster), 10));
  }
}
