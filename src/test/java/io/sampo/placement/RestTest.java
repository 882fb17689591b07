package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Now;
import org.junit.jupiter.api.Test;

class RestTest {

  private final Rest rest = new Rest();

  @Test
  void nobody_waits_before_the_first_time_or_after_what_took_no_time() {
    assertThat(rest.leftMillis(at(0))).isZero();

    rest.after(at(5), at(5));

    assertThat(rest.leftMillis(at(5))).isZero();
  }

  @Test
  void it_lasts_nine_times_as_long_as_sharing_out_took() {
    rest.after(at(10), at(13));

    assertThat(rest.leftMillis(at(13))).isEqualTo(27);
    assertThat(rest.leftMillis(at(39))).isEqualTo(1);
    assertThat(rest.leftMillis(at(40))).isZero();
  }

  @Test
  void a_process_that_stood_still_does_not_rest_for_that() {
    rest.after(at(10), at(10_010));

    assertThat(rest.leftMillis(at(10_010))).isEqualTo(Rest.MILLIS_MAX);
  }

  private static Now at(long elapsedMillis) {
    return new Now(0, elapsedMillis);
  }
}
