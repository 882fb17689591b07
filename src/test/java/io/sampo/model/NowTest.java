package io.sampo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NowTest {

  @ParameterizedTest(name = "recorded at 10000, now {0}: {1} left of 1000")
  @CsvSource({"10000, 1000", "10400, 600", "11000, 0", "99999, 0", "9000, 1000", "-5, 1000"})
  void what_is_left_of_a_wait_stays_within_it_whatever_the_clock_does(long wall, long rest) {
    assertThat(new Now(wall, 3).rest(1000, 10_000)).isEqualTo(rest);
  }
}
