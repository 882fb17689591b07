package io.sampo.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.Plan;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final JobDefinition JOB = Story.job("j", "a", "b a", "c a b");

  @Test
  void a_task_is_ready_once_all_it_depends_on_succeeded() {
    var story = Story.of(1, "j").running(A, 0).succeeded(A, 0, 10, Map.of());

    var afterA = story.history(JOB);
    var afterB = story.running(B, 0).succeeded(B, 0, 10, Map.of()).history(JOB);

    assertThat(afterA.status(B)).isEqualTo(TaskStatus.READY);
    assertThat(afterA.status(C)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(afterB.status(C)).isEqualTo(TaskStatus.READY);
  }

  @Test
  void an_assignment_is_no_attempt_until_it_began() {
    var assigned = Story.of(1, "j").assigned(A, 0).history(JOB);
    var began = Story.of(1, "j").running(A, 0).history(JOB);

    assertThat(assigned.attempts(A)).isEmpty();
    assertThat(assigned.phase()).isEqualTo(RunPhase.PENDING);
    assertThat(began.attempts(A))
        .containsExactly(
            new Attempt(0, 1, AttemptState.RUNNING, "worker-1", Story.START, null, null, null));
    assertThat(began.phase()).isEqualTo(RunPhase.RUNNING);
  }

  @Test
  void a_repair_gives_a_task_all_its_retries_again() {
    var failed =
        Story.of(1, "j")
            .running(A, 0)
            .failed(A, 0, "no", new Next.Retry(0))
            .running(A, 1)
            .failed(A, 1, "no", new Next.Rest(TaskStatus.FAILED));
    assertThat(failed.history(JOB).attemptsMost(A, 1)).isEqualTo(3);

    var again = failed.repaired(9, A).running(A, 2);

    assertThat(again.history(JOB).attemptsMost(A, 2)).isEqualTo(5);
  }

  @Test
  void an_assignment_that_was_given_back_leaves_no_attempt() {
    var history = Story.of(1, "j").assigned(A, 0).returned(A, 0).running(A, 0).history(JOB);

    assertThat(history.attempts(A)).extracting(Attempt::fence).containsExactly(2L);
  }

  @Test
  void an_attempt_that_ended_before_it_was_said_to_begin_is_whole() {
    var history =
        Story.of(1, "j").assigned(A, 0).later(700).succeeded(A, 0, 200, Map.of()).history(JOB);

    assertThat(history.attempts(A))
        .containsExactly(
            new Attempt(
                0,
                1,
                AttemptState.SUCCESS,
                "worker-1",
                Story.START + 500,
                Story.START + 700,
                0,
                null));
  }

  @Test
  void a_lost_attempt_keeps_its_start_and_ends_when_that_was_decided() {
    var history =
        Story.of(1, "j")
            .running(A, 0)
            .later(5_000)
            .ended(A, 0, new Outcome.Lost("gone"), 0, new Next.Retry(0))
            .history(JOB);

    assertThat(history.attempts(A))
        .containsExactly(
            new Attempt(
                0,
                1,
                AttemptState.LOST,
                "worker-1",
                Story.START,
                Story.START + 5_000,
                null,
                "gone"));
    assertThat(history.status(A)).isEqualTo(TaskStatus.READY);
  }

  @Test
  void a_failed_attempt_with_a_wait_backs_off_and_every_attempt_is_kept() {
    var history =
        Story.of(1, "j")
            .running(A, 0)
            .later(500)
            .failed(A, 0, "boom", new Next.Retry(3_000))
            .history(JOB);

    assertThat(history.status(A)).isEqualTo(TaskStatus.BACKING_OFF);
    assertThat(history.retryAtMillis(A)).isEqualTo(Story.START + 3_500);
    assertThat(history.attempts(A).getFirst().exitCode()).isEqualTo(1);
    assertThat(history.attempts(A).getFirst().message()).isEqualTo("boom");
  }

  @Test
  void a_failure_above_makes_nothing_ready() {
    var history =
        Story.of(1, "j")
            .running(A, 0)
            .failed(A, 0, "boom", new Next.Rest(TaskStatus.FAILED))
            .resolved(TaskStatus.UPSTREAM_FAILED, B, C)
            .over(RunResult.FAILED, "boom")
            .history(JOB);

    assertThat(history.count(TaskStatus.UPSTREAM_FAILED)).isEqualTo(2);
    assertThat(history.count(TaskStatus.READY)).isZero();
    assertThat(history.phase()).isEqualTo(RunPhase.TERMINATED);
    assertThat(history.message()).isEqualTo("boom");
  }

  @Test
  void a_run_that_is_being_stopped_is_terminating() {
    var history = Story.of(1, "j").running(A, 0).stopped("me").history(JOB);

    assertThat(history.phase()).isEqualTo(RunPhase.TERMINATING);
  }

  @Test
  void an_event_that_is_left_out_is_noticed() {
    var events = Story.of(1, "j").running(A, 0).events();
    var history = new RunHistory(Plan.of(JOB));
    history.accept(events.get(0));

    assertThatThrownBy(() -> history.accept(events.get(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event 3 follows event 1 (expected: 2)");
  }

  @Test
  void a_hundred_thousand_tasks_are_counted_right() {
    var tasks = 100_000;
    var job =
        Story.job("big", IntStream.range(0, tasks).mapToObj(i -> "t" + i).toArray(String[]::new));
    var story = Story.of(1, "big");
    IntStream.range(0, tasks)
        .forEach(task -> story.assigned(task, 0).succeeded(task, 0, 1, Map.of()));

    var history = story.history(job);

    assertThat(history.count(TaskStatus.SUCCESS)).isEqualTo(tasks);
    assertThat(history.count(TaskStatus.READY)).isZero();
    assertThat(history.seq()).isEqualTo(1 + 2L * tasks);
  }
}
