package io.sampo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterregnumTest {

  private static final Peer COORDINATOR = new Peer("c1", true, true);
  private static final Peer LOST_COORDINATOR = new Peer("c1", true, false);
  private static final Peer WORKER = new Peer("w1", false, true);
  private static final Peer LOST_WORKER = new Peer("w2", false, false);

  private final Interregnum interregnum = new Interregnum(1_000);

  @Test
  void workers_out_of_sight_are_given_up_once_no_coordinator_is_left() {
    assertThat(interregnum.look(List.of(COORDINATOR, WORKER, LOST_WORKER), 0)).isEmpty();
    assertThat(interregnum.look(List.of(LOST_COORDINATOR, WORKER, LOST_WORKER), 9_000)).isEmpty();

    assertThat(interregnum.look(List.of(WORKER, LOST_WORKER), 9_001)).containsExactly("w2");
    assertThat(interregnum.look(List.of(WORKER), 9_002)).isEmpty();
  }

  @Test
  void nobody_is_given_up_who_was_in_sight_a_moment_ago() {
    assertThat(interregnum.look(List.of(LOST_WORKER), 0)).isEmpty();
    assertThat(interregnum.look(List.of(LOST_WORKER), 999)).isEmpty();
    assertThat(interregnum.look(List.of(new Peer("w2", false, true)), 1_500)).isEmpty();
    assertThat(interregnum.look(List.of(LOST_WORKER), 2_000)).isEmpty();
    assertThat(interregnum.look(List.of(LOST_WORKER), 2_999)).isEmpty();

    assertThat(interregnum.look(List.of(LOST_WORKER), 3_000)).containsExactly("w2");
  }
}
