package io.sampo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static final TaskDefinition TASK =
      TaskDefinition.of(
          new TaskKey("t"), List.of(), new Work.Shell(List.of("true"), Map.of(), null));

  @Test
  void a_job_has_a_task_and_at_most_a_million() {
    var most = Collections.nCopies(Limits.TASKS_MAX, TASK);

    assertThat(new JobDefinition("j", List.of(), most, 0, 0).tasks()).hasSize(1_000_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobDefinition("j", List.of(), List.of(), 0, 0))
        .withMessage("number of tasks: 0 (expected: 1 to 1000000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new JobDefinition(
                "j", List.of(), Collections.nCopies(Limits.TASKS_MAX + 1, TASK), 0, 0))
        .withMessage("number of tasks: 1000001 (expected: 1 to 1000000)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, RunId.MAX + 1})
  void a_run_id_is_positive_and_fits_a_double(long value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(value))
        .withMessage("run_id: %d (expected: 1 to 9007199254740991)", value);
    assertThat((long) (double) RunId.MAX).isEqualTo(new RunId(RunId.MAX).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a.b", "a\n"})
  void a_task_key_has_letters_digits_and_two_signs(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskKey(key))
        .withMessage("task_key: %s (expected: 1 to 100 letters, digits, '_' or '-')", key);
    assertThat(new TaskKey("a-Z_9".repeat(20)).value()).hasSize(100);
  }

  @Test
  void a_time_limit_is_at_most_a_year() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobDefinition("j", List.of(), List.of(TASK), -1, 0))
        .withMessage("timeout: -1 (expected: 0 to 31536000000)");
  }

  @Test
  void a_content_hash_is_64_small_hexadecimal_digits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentHash("A".repeat(64)))
        .withMessageContaining("expected: 64 hexadecimal digits");
  }

  @Test
  void lives_of_a_worker_follow_each_other() {
    assertThat(new WorkerId("a", 2)).isGreaterThan(new WorkerId("a", 1));
    assertThat(new WorkerId("b", 1)).isGreaterThan(new WorkerId("a", 2));
    assertThat(new WorkerId("a", 2)).hasToString("a#2");
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkerId("a", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkerId(" ", 1));
  }

  @Test
  void final_states_are_those_from_success_on() {
    assertThat(TaskStatus.values())
        .filteredOn(TaskStatus::isFinal)
        .containsExactly(
            TaskStatus.SUCCESS,
            TaskStatus.FAILED,
            TaskStatus.TIMEDOUT,
            TaskStatus.CANCELED,
            TaskStatus.UPSTREAM_FAILED,
            TaskStatus.UPSTREAM_CANCELED,
            TaskStatus.EXCLUDED,
            TaskStatus.DISABLED);
    assertThat(TaskStatus.values())
        .filteredOn(TaskStatus::isFailure)
        .containsExactly(TaskStatus.FAILED, TaskStatus.TIMEDOUT, TaskStatus.UPSTREAM_FAILED);
    assertThat(TaskStatus.values())
        .filteredOn(TaskStatus::isCancellation)
        .containsExactly(TaskStatus.CANCELED, TaskStatus.UPSTREAM_CANCELED);
  }

  @Test
  void a_long_message_is_cut_with_a_mark_and_never_within_a_character() {
    var shell = "🐚".repeat(3_000);

    assertThat(Limits.message("x".repeat(4_000))).isEqualTo("x".repeat(4_000));
    assertThat(Limits.message("x".repeat(4_001))).hasSize(4_000).endsWith("x… [cut here]");
    assertThat(Limits.message("x" + shell)).endsWith("🐚… [cut here]");
    assertThat(Limits.message(shell)).endsWith("🐚… [cut here]");
  }

  @Test
  void an_outcome_takes_no_more_bytes_than_it_says() {
    var sign = "€";
    assertThat(new Outcome.Succeeded(Map.of(sign, sign.repeat(100))).bytesMax())
        .isGreaterThanOrEqualTo(303);
    assertThat(new Outcome.Failed(false, sign.repeat(100), 1, "E").bytesMax())
        .isGreaterThanOrEqualTo(301);
    assertThat(new Outcome.Lost(sign.repeat(100)).bytesMax()).isGreaterThanOrEqualTo(300);
    assertThat(new Outcome.Canceled().bytesMax()).isLessThan(100);
  }

  @Test
  void an_outcome_says_where_its_task_rests_and_why() {
    assertThat(new Outcome.Failed(false, "exit 1", 1, null).rest()).isEqualTo(TaskStatus.FAILED);
    assertThat(new Outcome.Lost("gone").rest()).isEqualTo(TaskStatus.FAILED);
    assertThat(new Outcome.TimedOut(5).rest()).isEqualTo(TaskStatus.TIMEDOUT);
    assertThat(new Outcome.Canceled().rest()).isEqualTo(TaskStatus.CANCELED);
    assertThat(Outcome.Succeeded.PLAIN.rest()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(new Outcome.TimedOut(5).message()).isEqualTo("timed out after 5 ms");
  }
}
