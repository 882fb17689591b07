package io.sampo.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TenureTest {

  @Test
  void a_lease_counts_from_when_its_renewal_was_sent() {
    var tenure = new Tenure(2_000, 100);
    assertThat(tenure.endMillis()).isEqualTo(2_100);

    tenure.renewed(600, 700);
    assertThat(tenure.endMillis()).isEqualTo(2_600);
  }

  @Test
  void a_late_answer_shortens_nothing() {
    var tenure = new Tenure(2_000, 0);

    tenure.renewed(900, 1_000);
    tenure.renewed(300, 1_000);

    assertThat(tenure.endMillis()).isEqualTo(2_900);
  }

  @Test
  void what_has_ended_is_not_renewed() {
    var tenure = new Tenure(2_000, 0);

    assertThat(tenure.renewed(1_900, 2_000)).isFalse();

    assertThat(tenure.endMillis()).isEqualTo(2_000);
  }

  @Test
  void going_on_alone_ends_with_the_next_lease() {
    var tenure = new Tenure(2_000, 0);

    tenure.alone(15_000);
    assertThat(tenure.endMillis()).isEqualTo(15_000);

    assertThat(tenure.renewed(5_000, 5_100)).isTrue();
    assertThat(tenure.endMillis()).isEqualTo(7_000);
    assertThat(tenure.renewed(5_500, 5_600)).isFalse();
  }

  @Test
  void going_on_alone_shortens_no_lease() {
    var tenure = new Tenure(2_000, 0);

    tenure.alone(1_000);

    assertThat(tenure.endMillis()).isEqualTo(2_000);
  }

  @Test
  void a_lease_lasts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tenure(0, 0))
        .withMessageStartingWith("lease: 0 (expected: 1 to");
  }
}
