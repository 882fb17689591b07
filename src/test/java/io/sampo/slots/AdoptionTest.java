package io.sampo.slots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A worker that asks every 500 ms, and may go on by itself for 15 s. */
class AdoptionTest {

  private final Adoption adoption = new Adoption(500);

  @Test
  void whoever_never_had_a_lease_has_nothing_to_go_on_with() {
    assertThat(adoption.grantor()).isNull();
    assertThat(adoption.knocks(10_000)).isFalse();
    assertThat(adoption.refused(10_000)).isFalse();
    assertThat(adoption.isForsaken(0, 100_000)).isFalse();
  }

  @Test
  void one_late_lease_says_nothing_and_two_are_looked_into() {
    adoption.granted("c", 990, 15_000, 1_000);

    assertThat(adoption.knocks(1_749)).isFalse();
    assertThat(adoption.knocks(1_750)).isTrue();
    assertThat(adoption.knocks(15_989)).isTrue();
    assertThat(adoption.knocks(15_990)).isFalse();
  }

  @Test
  void a_grantor_that_has_ended_is_gone_on_without_for_as_long_as_it_said() {
    adoption.granted("c", 990, 15_000, 1_000);

    assertThat(adoption.refused(2_000)).isTrue();

    assertThat(adoption.untilMillis()).isEqualTo(15_990);
    assertThat(adoption.knocks(2_500)).isFalse();
    assertThat(adoption.isForsaken(5_000, 20_989)).isFalse();
    assertThat(adoption.isForsaken(5_000, 20_990)).isTrue();
  }

  @Test
  void the_next_lease_ends_it() {
    adoption.granted("c", 990, 15_000, 1_000);
    adoption.refused(2_000);

    adoption.granted("c", 6_000, 15_000, 6_100);

    assertThat(adoption.untilMillis()).isEqualTo(21_000);
    assertThat(adoption.knocks(7_000)).isTrue();
  }

  @Test
  void a_refusal_from_before_the_last_lease_says_nothing() {
    adoption.granted("c", 990, 15_000, 1_000);
    adoption.granted("c", 1_990, 15_000, 2_010);

    assertThat(adoption.refused(2_000)).isFalse();
  }
}
