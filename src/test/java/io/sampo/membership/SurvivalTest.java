package io.sampo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurvivalTest {

  private final Licence licence = new Licence(Patience.USUAL);
  private final Survival survival = new Survival("a", Patience.USUAL, licence);

  @Test
  void a_coordinator_that_stays_out_of_sight_is_excluded_and_then_downed_with_lost_workers() {
    sign(0, 4_000);
    var peers = List.of(gone("b"), seen("c"), lost("w"));
    assertThat(survival.look(peers, 2_500)).isEmpty();

    assertThat(survival.look(peers, 3_500))
        .containsExactly(new Verdict.Down(Set.of("w")), new Verdict.Exclude(Set.of("b")));
    assertThat(survival.look(peers, 3_600)).containsExactly(new Verdict.Down(Set.of("w")));
    assertThat(survival.answered(Set.of("b"), true)).containsExactly(new Verdict.Down(Set.of("b")));
  }

  @Test
  void whoever_sees_less_than_half_lets_the_others_decide_first() {
    sign(0, 6_000);
    var peers = List.of(gone("b"), gone("c"));
    survival.look(peers, 2_500);

    assertThat(survival.look(peers, 4_400)).isEmpty();
    assertThat(survival.look(peers, 4_500)).containsExactly(new Verdict.Exclude(Set.of("b", "c")));
  }

  @Test
  void of_two_the_first_by_name_decides_first() {
    sign(0, 6_000);
    survival.look(List.of(gone("b")), 2_500);

    assertThat(survival.look(List.of(gone("b")), 3_500))
        .containsExactly(new Verdict.Exclude(Set.of("b")));
  }

  @Test
  void whoever_is_excluded_ends() {
    survival.read(List.of(new Entry("a", "h:1", 0, true, true)));

    assertThat(survival.look(List.of(seen("b")), 100))
        .containsExactly(new Verdict.End("other coordinators have gone on without this node"));
  }

  @Test
  void a_refused_exclusion_is_asked_for_again() {
    sign(0, 6_000);
    survival.look(List.of(gone("b")), 2_500);
    survival.look(List.of(gone("b")), 3_500);

    assertThat(survival.answered(Set.of("b"), false)).isEmpty();
    assertThat(survival.look(List.of(gone("b")), 3_600))
        .containsExactly(new Verdict.Exclude(Set.of("b")));
  }

  @Test
  void nobody_is_excluded_right_after_the_roll_came_back_into_reach() {
    sign(0, 1_000);
    survival.look(List.of(gone("b")), 1_000);
    sign(8_000, 10_500);

    assertThat(survival.look(List.of(gone("b")), 9_900)).isEmpty();
    assertThat(survival.look(List.of(gone("b")), 10_000))
        .containsExactly(new Verdict.Exclude(Set.of("b")));
  }

  @Test
  void a_coordinator_that_no_longer_signs_is_excluded_though_it_is_in_sight() {
    sign(0, 6_000);
    survival.read(
        List.of(new Entry("a", "h:1", 0, true, false), new Entry("b", "h:2", 5_001, true, false)));

    assertThat(survival.look(List.of(seen("b")), 6_000))
        .containsExactly(new Verdict.Exclude(Set.of("b")));
  }

  @Test
  void a_worker_alone_is_waited_for_longer() {
    survival.look(List.of(lost("w")), 0);

    assertThat(survival.look(List.of(lost("w")), 4_999)).isEmpty();
    assertThat(survival.look(List.of(lost("w")), 5_000))
        .containsExactly(new Verdict.Down(Set.of("w")));
  }

  @Test
  void without_the_roll_a_licence_lasts_while_all_others_promise_to_exclude_nobody() {
    licence.signed(0);
    assertThat(licence.isValid(Set.of("b"), 999)).isTrue();
    assertThat(licence.isValid(Set.of("b"), 1_000)).isFalse();

    licence.promised("b", 900);

    assertThat(licence.isValid(Set.of("b"), 2_899)).isTrue();
    assertThat(licence.isValid(Set.of("b", "c"), 2_000)).isFalse();
    assertThat(licence.isValid(Set.of("b"), 2_900)).isFalse();
    assertThat(licence.isValid(Set.of(), 99_999)).isTrue();
  }

  @Test
  void whoever_reaches_the_roll_promises_nothing_and_whoever_promised_keeps_quiet() {
    sign(0, 5_000);
    assertThat(survival.promise("b", 5_500)).isFalse();
    assertThat(licence.mayExclude(5_500)).isTrue();

    assertThat(survival.promise("b", 6_000)).isTrue();
    sign(6_100, 7_900);

    assertThat(licence.mayExclude(7_950)).isFalse();
  }

  /**
   * Whatever is cut, paused or killed: nobody renews workers once others may have gone on without
   * it, and in the end those left are of one mind. The failing seed is the test's name.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void one_cluster_goes_on(long seed) {
    var world = new Archipelago(seed).run();

    assertThat(world.violations).isEmpty();
    for (var island : world.alive()) {
      assertThat(world.excludedAt).doesNotContainKey(island.name);
      assertThat(island.hasLicence()).isTrue();
      for (var other : world.islands.values()) {
        assertThat(island.downed.contains(other.name)).isEqualTo(other.isDead);
      }
    }
    assertThat(world.excludedAt.keySet()).isNotEqualTo(world.islands.keySet());
  }

  static LongStream seeds() {
    return LongStream.range(0, 1_000);
  }

  private void sign(long from, long to) {
    for (var at = from; at <= to; at += 300) {
      licence.signed(at);
    }
    licence.signed(to);
    survival.read(List.of());
  }

  private static Peer seen(String node) {
    return new Peer(node, true, true);
  }

  private static Peer gone(String node) {
    return new Peer(node, true, false);
  }

  private static Peer lost(String worker) {
    return new Peer(worker, false, false);
  }
}
