package io.sampo.simulation.rehearsal;

import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.state.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalTest {

  private static final Crew ONE = new Crew(1, 1);
  private static final Crew TWO = new Crew(2, 1);

  @Test
  void a_task_that_finds_no_slot_queues() {
    var rehearsed = even(plan(task("a"), task("b"), task("c")), 10).rehearse(TWO);

    assertThat(rehearsed.makespanMillis()).isEqualTo(20);
    assertThat(rehearsed.queuedMillis()).isEqualTo(10);
    assertThat(rehearsed.row(rehearsed.longestQueued()).name()).isEqualTo("c");
  }

  @Test
  void waiting_for_a_dependency_is_not_queueing() {
    var rehearsed = even(plan(task("a"), task("b", "a")), 10).rehearse(ONE);

    assertThat(rehearsed.makespanMillis()).isEqualTo(20);
    assertThat(rehearsed.queuedMillis()).isZero();
    assertThat(rehearsed.row(1).ready()).isEqualTo(10);
  }

  @Test
  void a_failing_task_is_tried_again_after_its_back_off_and_what_depends_on_it_never_runs() {
    var policy = retries(2, 0, new BackOff(100, 2.0, 1_000, 0.0));

    var rehearsed =
        even(plan(task(policy, "a"), task("b", "a"), task("c")), 10).rehearse(TWO, Set.of("a"));

    assertThat(rehearsed.result()).isEqualTo(RunResult.FAILED);
    assertThat(rehearsed.message()).isEqualTo("Task a failed with message: made to fail");
    assertThat(rehearsed.makespanMillis())
        .isEqualTo(rehearsed.pathMillis())
        .isEqualTo(rehearsed.bound().millis())
        .isEqualTo(10 + 100 + 10 + 200 + 10);
    assertThat(rehearsed.row(0).attempts()).isEqualTo(3);
    assertThat(rehearsed.row(0).worked()).isEqualTo(30);
    assertThat(rehearsed.row(0).span()).isEqualTo(330);
    assertThat(rehearsed.row(1).status()).isEqualTo(TaskStatus.UPSTREAM_FAILED);
    assertThat(rehearsed.row(1).ran()).isFalse();
    assertThat(rehearsed.path()).containsExactly(0);
  }

  @Test
  void a_back_off_that_ends_while_all_slots_are_taken_queues() {
    var policy = retries(1, 0, new BackOff(5, 1.0, 5, 0.0));

    var rehearsed = even(plan(task(policy, "a"), task("b")), 10).rehearse(ONE, Set.of("a"));

    assertThat(rehearsed.makespanMillis()).isEqualTo(30);
    assertThat(rehearsed.row(0).queued()).isEqualTo(5);
    assertThat(rehearsed.row(0).span()).isEqualTo(25);
  }

  @Test
  void a_run_that_takes_too_long_is_stopped_in_virtual_time() {
    var rehearsed = even(plan(15, task("a"), task("b", "a"), task("c", "b")), 10).rehearse(ONE);

    assertThat(rehearsed.result()).isEqualTo(RunResult.TIMEDOUT);
    assertThat(rehearsed.makespanMillis()).isEqualTo(15);
    assertThat(Rehearsals.rows(rehearsed).stream().map(Rehearsed.Row::status))
        .containsExactly(TaskStatus.SUCCESS, TaskStatus.CANCELED, TaskStatus.CANCELED);
    assertThat(rehearsed.row(1).worked()).isEqualTo(5);
  }

  @Test
  void what_waits_for_another_attempt_when_the_run_is_stopped_has_queued_until_then() {
    var policy = retries(1, 0, new BackOff(2, 1.0, 2, 0.0));

    var rehearsed = even(plan(15, task(policy, "a"), task("b")), 10).rehearse(ONE, Set.of("a"));

    assertThat(rehearsed.row(0).status()).isEqualTo(TaskStatus.CANCELED);
    assertThat(rehearsed.row(0).queued()).isEqualTo(3);
    assertThat(rehearsed.row(0).span()).isEqualTo(12);
  }

  @Test
  void a_task_that_fails_for_ever_is_given_up() {
    var piece = even(plan(task(retries(RetryPolicy.FOREVER), "a")), 0);

    assertThatExceptionOfType(Endless.class)
        .isThrownBy(() -> piece.rehearse(ONE, Set.of("a")))
        .withMessage(
            "a: still tried again after 1000 attempts that failed (expected: fewer max_retries)");
  }

  @Test
  void a_duration_out_of_range_is_refused_by_name() {
    var piece = even(plan(task("a")), -1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> piece.rehearse(ONE))
        .withMessage("duration of a: -1 (expected: 0 to 31536000000)");
  }

  @Test
  void a_crew_has_no_more_slots_than_a_job_may_have_tasks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Crew(1_001, 1_000))
        .withMessage("slots of all workers: 1001000 (expected: 1 to 1000000)");
  }

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_rehearsal_respects_its_graph_its_slots_and_the_bound(long seed) {
    var random = new SplittableRandom(seed);
    var piece = Piece.random(seed, 60, 2 + random.nextInt(10), random.nextInt(30));

    for (var crew : List.of(ONE, TWO, new Crew(2, 3), new Crew(1, 60), new Crew(20, 3))) {
      Rehearsals.check(piece, crew);
    }
  }

  @Test
  @Timeout(60)
  void a_hundred_thousand_tasks_are_no_trouble() {
    var size = 100_000;
    var random = new SplittableRandom(1);
    var above = new ArrayList<int[]>();
    for (var task = 0; task < size; task++) {
      var first = Math.max(0, task - 5_000);
      above.add(task == 0 ? new int[0] : random.ints(3, first, task).distinct().toArray());
    }
    var piece = Piece.of(above, random.longs(size, 0, 100_000).toArray());

    var rehearsed = piece.rehearse(new Crew(100, 8));

    assertThat(rehearsed.result()).isEqualTo(RunResult.SUCCESS);
    assertThat(rehearsed.makespanMillis()).isGreaterThanOrEqualTo(rehearsed.bound().millis());
    assertThat(Duration.ofMillis(rehearsed.workMillis())).isPositive();
  }

  private static Piece even(Plan plan, long millis) {
    Map<TaskKey, Long> durations =
        plan.job().tasks().stream().collect(Collectors.toMap(task -> task.key(), _ -> millis));
    return new Piece(plan, durations);
  }
}
