package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.model.WorkerId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LessorTest {

  private static final WorkerId W = new WorkerId("w", 1);
  private static final Set<String> ALONE = Set.of("me");
  private static final Set<String> TWO = Set.of("me", "you");

  private final Lessor lessor = new Lessor("me", new Lessor.Terms(2_000, 1_500, 9_000, 1_000));

  @Test
  void a_worker_that_renews_is_not_missing() {
    assertThat(lessor.renew(W, "me", 0)).isTrue();

    assertThat(lessor.missing(ALONE, 1_499)).isEmpty();
    assertThat(lessor.lost(ALONE, 1_499)).isEmpty();
  }

  @Test
  void a_silent_worker_is_lost_one_lease_after_the_last_node_agreed_and_named_once() {
    lessor.renew(W, "me", 0);
    assertThat(lessor.missing(TWO, 1_500)).isEqualTo(Map.of(W, Set.of("you")));

    assertThat(lessor.lost(TWO, 9_000)).isEmpty();
    lessor.agreed("you", W, 10_000);
    assertThat(lessor.missing(TWO, 10_000)).isEqualTo(Map.of(W, Set.of()));
    assertThat(lessor.lost(TWO, 11_999)).isEmpty();
    assertThat(lessor.lost(TWO, 12_000)).containsExactly(W);
    assertThat(lessor.lost(TWO, 12_000)).isEmpty();
  }

  @Test
  void a_node_that_agrees_again_puts_nothing_off() {
    lessor.suspect(W, 0);
    lessor.agreed("you", W, 100);

    lessor.agreed("you", W, 1_900);

    assertThat(lessor.lost(TWO, 2_100)).containsExactly(W);
  }

  @Test
  void whoever_is_under_inquest_is_renewed_no_more() {
    lessor.renew(W, "me", 0);
    lessor.missing(ALONE, 1_500);

    assertThat(lessor.renew(W, "me", 1_501)).isFalse();
    assertThat(lessor.renew(new WorkerId("w", 2), "me", 1_501)).isTrue();
  }

  @Test
  void a_node_that_heard_lately_objects_and_renews_on() {
    lessor.renew(W, "me", 0);

    assertThat(lessor.bar(W, 1_499)).isFalse();
    assertThat(lessor.renew(W, "me", 1_499)).isTrue();
    assertThat(lessor.bar(W, 2_999)).isTrue();
    assertThat(lessor.renew(W, "me", 2_999)).isFalse();
  }

  @Test
  void a_node_that_never_heard_agrees() {
    assertThat(lessor.bar(W, 0)).isTrue();
    assertThat(lessor.renew(W, "me", 0)).isFalse();
  }

  @Test
  void an_objection_ends_the_inquest_and_this_node_takes_its_word_back() {
    lessor.suspect(W, 0);

    lessor.alive(W);

    assertThat(lessor.renew(W, "me", 1)).isTrue();
    assertThat(lessor.lost(ALONE, 9_000)).isEmpty();
  }

  @Test
  void an_objection_does_not_undo_what_was_agreed_for_another_node() {
    lessor.bar(W, 0);

    lessor.alive(W);

    assertThat(lessor.renew(W, "me", 1)).isFalse();
  }

  @Test
  void an_objection_to_its_own_inquest_does_not_undo_what_it_agreed_for_another_node() {
    lessor.suspect(W, 0);
    lessor.bar(W, 0);

    lessor.alive(W);

    assertThat(lessor.renew(W, "me", 1)).isFalse();
  }

  @Test
  void nobody_is_suspected_who_was_just_heard() {
    lessor.renew(W, "me", 0);

    lessor.suspect(W, 1_499);

    assertThat(lessor.missing(ALONE, 1_499)).isEmpty();
  }

  @Test
  void a_node_that_started_anew_has_to_agree_again() {
    lessor.suspect(W, 0);
    lessor.agreed("you#1", W, 0);

    assertThat(lessor.missing(Set.of("me", "you#2"), 5_000)).isEqualTo(Map.of(W, Set.of("you#2")));
    assertThat(lessor.lost(Set.of("me", "you#2"), 5_000)).isEmpty();
  }

  @Test
  void a_node_that_went_without_agreeing_counts_from_when_its_licence_ended() {
    lessor.suspect(W, 0);
    lessor.missing(TWO, 0);
    lessor.missing(TWO, 10_000);

    assertThat(lessor.lost(ALONE, 10_100)).isEmpty();
    assertThat(lessor.lost(ALONE, 13_099)).isEmpty();
    assertThat(lessor.lost(ALONE, 13_100)).containsExactly(W);
  }

  @Test
  void a_worker_may_not_be_silent_for_longer_than_its_lease() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lessor.Terms.of(2_000, 2_001))
        .withMessage("miss: 2001 (expected: 1 to 2000)");
  }

  @Test
  void a_worker_that_this_life_never_renewed_is_waited_for_longer() {
    lessor.watch(W, 0);

    assertThat(lessor.missing(ALONE, 6_999)).isEmpty();
    assertThat(lessor.missing(ALONE, 7_000)).isEqualTo(Map.of(W, Set.of()));
    assertThat(lessor.lost(ALONE, 8_999)).isEmpty();
    assertThat(lessor.lost(ALONE, 9_000)).containsExactly(W);
    assertThat(lessor.isLost(W)).isTrue();
  }

  @Test
  void a_worker_that_was_waited_for_long_is_renewed_all_the_same() {
    lessor.watch(W, 0);

    assertThat(lessor.missing(ALONE, 6_000)).isEmpty();
    assertThat(lessor.renew(W, "before", 6_500)).isTrue();
  }

  @Test
  void a_worker_that_goes_on_by_itself_may_not_have_got_its_lease() {
    lessor.renew(W, "before", 1_000);
    lessor.renew(W, "before", 1_500);

    assertThat(lessor.bar(W, 7_999)).isFalse();
    assertThat(lessor.missing(ALONE, 7_999)).isEmpty();
    assertThat(lessor.missing(ALONE, 8_000)).isEqualTo(Map.of(W, Set.of()));
    assertThat(lessor.lost(ALONE, 9_999)).isEmpty();
    assertThat(lessor.lost(ALONE, 10_000)).containsExactly(W);
  }

  @Test
  void a_worker_that_has_its_lease_is_missed_as_soon_as_any() {
    lessor.renew(W, "before", 1_000);
    lessor.renew(W, "me", 1_500);

    assertThat(lessor.missing(ALONE, 3_000)).isEqualTo(Map.of(W, Set.of()));
    assertThat(lessor.lost(ALONE, 5_000)).containsExactly(W);
  }

  @Test
  void a_worker_that_somebody_waits_for_and_others_have_barred_is_looked_into() {
    lessor.bar(W, 0);

    lessor.watch(W, 100);

    assertThat(lessor.missing(TWO, 100)).isEqualTo(Map.of(W, Set.of("you")));
  }
}
