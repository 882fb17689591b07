package io.sampo.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import org.junit.jupiter.api.Test;

class ClaimTest {

  private final Claim claim = new Claim(30_000, 1_000);

  @Test
  void a_node_that_nobody_claims_ends() {
    assertThat(claim.isOver(30_999)).isFalse();
    assertThat(claim.isOver(31_000)).isTrue();
  }

  @Test
  void a_claim_counts_from_when_it_was_asked_for() {
    claim.hear(answer(1, true, 5_000));

    assertThat(claim.isOver(34_999)).isFalse();
    assertThat(claim.isOver(35_000)).isTrue();
  }

  @Test
  void a_node_that_is_not_wanted_ends_at_once() {
    claim.hear(answer(1, true, 5_000));

    claim.hear(answer(1, false, 6_000));

    assertThat(claim.isOver(6_010)).isTrue();
  }

  @Test
  void who_has_been_replaced_neither_claims_nor_dismisses() {
    claim.hear(answer(2, true, 5_000));

    claim.hear(answer(1, false, 6_000));
    claim.hear(answer(1, true, 20_000));

    assertThat(claim.isOver(34_999)).isFalse();
    assertThat(claim.isOver(35_000)).isTrue();
  }

  @Test
  void who_knows_of_no_run_does_not_end_a_node_before_its_time() {
    claim.hear(answer(0, false, 2_000));

    assertThat(claim.isOver(30_999)).isFalse();
    assertThat(claim.isOver(31_000)).isTrue();
  }

  @Test
  void it_asks_often_until_it_is_claimed() {
    assertThat(claim.asks(1_000)).isTrue();
    assertThat(claim.asks(1_199)).isFalse();
    assertThat(claim.asks(1_200)).isTrue();

    claim.hear(answer(1, true, 1_200));
    assertThat(claim.asks(1_400)).isTrue();
    assertThat(claim.asks(4_399)).isFalse();
    assertThat(claim.nextMillis()).isEqualTo(4_400);
    assertThat(claim.asks(4_400)).isTrue();
  }

  private static NodeClaim answer(long epoch, boolean wanted, long sentMillis) {
    return new NodeClaim(new RunId(7), epoch, new WorkerId("n", 1), wanted, sentMillis);
  }
}
