package io.sampo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.model.RetryPolicy.BackOff;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "3, 400", "4, 500", "5, 500", "2000000000, 500"})
  void each_wait_is_longer_by_the_factor_up_to_the_longest(int failures, long millis) {
    assertThat(new BackOff(100, 2, 500, 0).waitMillis(failures, 0.9)).isEqualTo(millis);
  }

  @Test
  void no_wait_stays_none_however_often_it_is_multiplied() {
    assertThat(new BackOff(0, 1000, 500, 0).waitMillis(100_000, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.0, 1000", "0.5, 800", "0.999999, 600"})
  void jitter_shortens_a_wait_by_chance(double random, long millis) {
    assertThat(new BackOff(1000, 1, 1000, 0.4).waitMillis(1, random)).isEqualTo(millis);
  }

  @Test
  void a_wait_follows_a_failure() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(1, 1, 1, 0).waitMillis(0, 0))
        .withMessage("failures: 0 (expected: 1 to 2147483647)");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "400, 600", "1000, 0", "5000, 0"})
  void the_interval_counts_from_the_start_of_the_failed_attempt(long ran, long wait) {
    assertThat(policy(1000, null).waitMillis(1, ran, 0)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1000", "1, 950, 100", "4, 0, 1000", "5, 0, 1600"})
  void the_later_of_interval_and_back_off_counts(int failures, long ran, long wait) {
    var policy = policy(1000, new BackOff(100, 2, 10_000, 0));

    assertThat(policy.waitMillis(failures, ran, 0)).isEqualTo(wait);
  }

  @Test
  void so_many_failures_are_forgiven() {
    var twice = new RetryPolicy(2, 0, false, null, Set.of(), Set.of(), 0);
    var forever = new RetryPolicy(RetryPolicy.FOREVER, 0, false, null, Set.of(), Set.of(), 0);

    assertThat(twice.allows(2)).isTrue();
    assertThat(twice.allows(3)).isFalse();
    assertThat(forever.allows(Integer.MAX_VALUE)).isTrue();
    assertThat(RetryPolicy.NEVER.allows(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, Integer.MIN_VALUE})
  void fewer_than_no_retries_are_refused(int most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(most, 0, false, null, Set.of(), Set.of(), 0))
        .withMessage("max_retries: %d (expected: -1 to 2147483647)", most);
  }

  @Test
  void a_back_off_out_of_range_names_what_is_wrong_and_what_would_be_right() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(10, 2, 9, 0))
        .withMessage("max_millis: 9 (expected: 10 to 31536000000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(10, 0.5, 10, 0))
        .withMessage("factor: 0.5 (expected: 1.0 to 1000.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(10, 1, 10, Double.NaN))
        .withMessage("jitter: NaN (expected: 0.0 to 1.0)");
  }

  private static RetryPolicy policy(long interval, @Nullable BackOff backOff) {
    return new RetryPolicy(9, interval, false, backOff, Set.of(), Set.of(), 0);
  }
}
