package io.sampo.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TenureTest {

  @Test
  void a_lease_counts_from_when_its_renewal_was_sent() {
    var tenure = new Tenure(2_000, 100);
    assertThat(tenure.endMillis()).isEqualTo(2_100);

    tenure.renewed(600);
    assertThat(tenure.endMillis()).isEqualTo(2_600);
  }

  @Test
  void a_late_answer_shortens_nothing() {
    var tenure = new Tenure(2_000, 0);

    tenure.renewed(900);
    tenure.renewed(300);

    assertThat(tenure.endMillis()).isEqualTo(2_900);
  }

  @Test
  void a_lease_lasts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tenure(0, 0))
        .withMessageStartingWith("lease: 0 (expected: 1 to");
  }
}
