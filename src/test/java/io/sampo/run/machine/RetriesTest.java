package io.sampo.run.machine;

import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

  private static final Map<String, Outcome> OUTCOMES =
      Map.of(
          "success", Outcome.Succeeded.PLAIN,
          "exit 1", FAILED,
          "exit 3", new Outcome.Failed(false, "exit 3", 3, null),
          "thrown", new Outcome.Failed(false, "x", null, "java.io.IOException"),
          "no use", new Outcome.Failed(false, "x", null, "java.lang.LinkageError"),
          "permanent", new Outcome.Failed(true, "x", null, null),
          "timeout", new Outcome.TimedOut(5),
          "lost", new Outcome.Lost("gone"),
          "given up", new Outcome.Canceled());

  /** No retry; one retry; one retry that time-outs use, too. */
  private static final Map<String, RetryPolicy> POLICIES =
      Map.of("never", policy(0, false), "once", policy(1, false), "timeouts", policy(1, true));

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
  @CsvSource({
    // outcome, with no retry, with one, with one for time-outs, too
    "success,   SUCCESS,  SUCCESS,  SUCCESS",
    "exit 1,    FAILED,   READY,    READY",
    "exit 3,    FAILED,   FAILED,   FAILED",
    "thrown,    FAILED,   READY,    READY",
    "no use,    FAILED,   FAILED,   FAILED",
    "permanent, FAILED,   FAILED,   FAILED",
    "timeout,   TIMEDOUT, TIMEDOUT, READY",
    "lost,      READY,    READY,    READY",
    "given up,  READY,    READY,    READY",
  })
  void what_follows_depends_on_how_an_attempt_ended_and_on_the_policy(
      String outcome, TaskStatus never, TaskStatus once, TaskStatus timeouts) {
    assertThat(after(outcome, "never")).isEqualTo(never);
    assertThat(after(outcome, "once")).isEqualTo(once);
    assertThat(after(outcome, "timeouts")).isEqualTo(timeouts);
  }

  @ParameterizedTest
  @CsvSource({"exit 1, FAILED", "timeout, TIMEDOUT", "thrown, FAILED"})
  void the_last_attempt_says_what_the_task_is(String outcome, TaskStatus rest) {
    var story = RunStory.of(plan(task(policy(2, true), "a")));
    for (var attempt = 0; attempt < 3; attempt++) {
      story.start(W1, 1);
      story.end(0, outcome(outcome));
    }

    assertThat(story.statuses()).containsExactly(rest);
    assertThat(story.run().attempt(0)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"lost", "given up"})
  void losing_workers_has_a_limit_of_its_own_and_uses_up_no_retry(String outcome) {
    var story = RunStory.of(plan(task(policy(1, false), "a")));
    for (var attempt = 0; attempt < 2; attempt++) {
      story.start(W1, 1);
      story.end(0, outcome(outcome));
    }
    assertThat(story.run().failures(0)).isZero();
    assertThat(story.run().lost(0)).isEqualTo(2);
    assertThat(story.run().attempt(0)).isEqualTo(2);

    story.start(W1, 1);
    story.end(0, FAILED);
    assertThat(story.statuses()).containsExactly(TaskStatus.READY);

    story.start(W1, 1);
    story.end(0, outcome(outcome));
    assertThat(story.statuses()).containsExactly(TaskStatus.FAILED);
  }

  @Test
  void attempts_may_be_lost_as_often_as_the_policy_says_however_often_that_is() {
    var most = 33_000;
    var policy = new RetryPolicy(0, 0, false, null, Set.of(), Set.of(), most);
    var story = RunStory.of(plan(task(policy, "a")));
    for (var attempt = 0; attempt <= most; attempt++) {
      story.start(W1, 1);
      story.end(0, new Outcome.Lost("gone"));
    }

    assertThat(story.statuses()).containsExactly(TaskStatus.FAILED);
  }

  @Test
  void a_lost_worker_loses_all_it_held_and_nothing_else() {
    var story = RunStory.of(plan(task("a"), task("b"), task("c")));
    story.start(W1, 2);
    story.start(RunStory.W2, 1);

    story.tell(new RunCommand.LoseWorker(W1, "gone", 0));

    assertThat(story.statuses())
        .containsExactly(TaskStatus.READY, TaskStatus.READY, TaskStatus.ASSIGNED);
    assertThat(List.of(story.run().lost(0), story.run().lost(1), story.run().lost(2)))
        .containsExactly(1, 1, 0);
  }

  @Test
  void nobody_starts_a_task_before_its_back_off_ends() {
    var story = RunStory.of(plan(task(retries(9, 0, new BackOff(1_000, 2, 9_000, 0)), "a")));
    story.start(W1, 1);
    story.end(0, FAILED);
    assertThat(story.statuses()).containsExactly(TaskStatus.BACKING_OFF);

    assertThat(story.pass(999).start(W1, 1).events()).isEmpty();
    assertThat(story.pass(1).start(W1, 1).events()).hasSize(1);

    story.end(0, FAILED);
    assertThat(story.pass(1_999).start(W1, 1).events()).isEmpty();
    assertThat(story.pass(1).start(W1, 1).events()).hasSize(1);
  }

  @Test
  void the_interval_counts_from_the_start_of_the_failed_attempt() {
    var story = RunStory.of(plan(task(retries(9, 1_000, null), "a")));
    story.start(W1, 1);
    story.pass(700).end(0, FAILED, 700);

    assertThat(story.pass(299).start(W1, 1).events()).isEmpty();
    assertThat(story.pass(1).start(W1, 1).events()).hasSize(1);

    story.pass(5_000).end(0, FAILED, 5_000);
    assertThat(story.statuses()).containsExactly(TaskStatus.READY);
  }

  @Test
  void a_back_off_goes_on_while_nobody_coordinates_the_run() {
    var story = RunStory.of(plan(task(retries(9, 10_000, null), "a")));
    story.start(W1, 1);
    story.end(0, FAILED);

    story.restart(4_000, 77);
    assertThat(story.run().firstDueMillis()).isEqualTo(77 + 6_000);
    story.restart(1_000, 0);
    assertThat(story.run().firstDueMillis()).isEqualTo(5_000);
    story.restart(-500_000, 0);
    assertThat(story.run().firstDueMillis()).isEqualTo(10_000);
  }

  @Test
  void retries_survive_a_takeover() {
    var story = RunStory.of(plan(task(retries(2), "a")));
    for (var attempt = 0; attempt < 2; attempt++) {
      story.start(W1, 1);
      story.end(0, FAILED);
      story.restart(1, 0);
    }
    assertThat(story.run().failures(0)).isEqualTo(2);

    story.start(W1, 1);
    story.end(0, FAILED);

    assertThat(story.statuses()).containsExactly(TaskStatus.FAILED);
  }

  @Test
  void jitter_is_decided_by_the_chance_that_comes_with_the_report() {
    assertThat(jittered(1)).isEqualTo(jittered(1)).isBetween(500L, 1_000L);
    assertThat(jittered(1)).isNotEqualTo(jittered(2));
  }

  @Test
  void tasks_that_fail_in_the_same_report_do_not_wait_alike() {
    var backOff = retries(9, 0, new BackOff(1_000_000, 1, 1_000_000, 1));
    var story = RunStory.of(plan(task(backOff, "a"), task(backOff, "b")));
    story.chance(5).start(W1, 2);
    story.end(0, FAILED);
    var first = story.run().firstDueMillis();
    var other = RunStory.of(plan(task(backOff, "a"), task(backOff, "b")));
    other.chance(5).start(W1, 2);
    other.end(1, FAILED);

    assertThat(other.run().firstDueMillis()).isNotEqualTo(first);
  }

  private static long jittered(long chance) {
    var story = RunStory.of(plan(task(retries(9, 0, new BackOff(1_000, 1, 1_000, 0.5)), "a")));
    story.chance(chance).start(W1, 1);
    story.end(0, FAILED);
    return story.run().firstDueMillis() - story.now().elapsedMillis();
  }

  private static TaskStatus after(String outcome, String policy) {
    var retry = POLICIES.getOrDefault(policy, RetryPolicy.NEVER);
    var story = RunStory.of(plan(task(retry, "a")));
    story.start(W1, 1);
    story.end(0, outcome(outcome));
    return story.run().status(0);
  }

  private static Outcome outcome(String name) {
    return OUTCOMES.getOrDefault(name, Outcome.Succeeded.PLAIN);
  }

  private static RetryPolicy policy(int most, boolean onTimeout) {
    return new RetryPolicy(
        most, 0, onTimeout, null, Set.of(3), Set.of("java.lang.LinkageError"), 2);
  }
}
