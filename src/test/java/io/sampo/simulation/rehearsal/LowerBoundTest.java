package io.sampo.simulation.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.dag.CriticalPath;
import io.sampo.dag.TaskGraph;
import io.sampo.simulation.rehearsal.LowerBound.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LowerBoundTest {

  private static final int[] NONE = {};
  private static final int[] FIRST = {0};

  @Test
  void a_chain_is_bound_by_its_path() {
    assertThat(bound(2, new long[] {3, 4}, NONE, FIRST))
        .isEqualTo(new LowerBound(7, Rule.CRITICAL_PATH));
  }

  @Test
  void tasks_side_by_side_are_bound_by_their_work() {
    assertThat(bound(2, new long[] {3, 3, 3}, NONE, NONE, NONE))
        .isEqualTo(new LowerBound(5, Rule.TOTAL_WORK));
  }

  @Test
  void work_that_must_wait_for_one_task_is_added_to_it() {
    assertThat(bound(2, new long[] {10, 5, 5, 5, 5}, NONE, FIRST, FIRST, FIRST, FIRST))
        .isEqualTo(new LowerBound(20, Rule.WORK_BELOW));
  }

  @Test
  void work_that_one_task_must_wait_for_is_added_to_it() {
    assertThat(
            bound(2, new long[] {5, 5, 5, 5, 10}, NONE, NONE, NONE, NONE, new int[] {0, 1, 2, 3}))
        .isEqualTo(new LowerBound(20, Rule.WORK_ABOVE));
  }

  @Test
  void tasks_that_take_no_time_loosen_nothing() {
    var alone = bound(2, new long[] {10, 5, 5, 5, 5}, NONE, FIRST, FIRST, FIRST, FIRST);

    assertThat(bound(2, new long[] {10, 5, 5, 5, 5, 0}, NONE, FIRST, FIRST, FIRST, FIRST, NONE))
        .isEqualTo(alone);
  }

  @Test
  void no_slot_at_all_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound(0, new long[] {1}, NONE))
        .withMessage("slots: 0 (expected: 1 to 2147483647)");
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  /** Of all schedules of small graphs none takes less than the bound says. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void no_schedule_beats_it(long seed) {
    var random = new SplittableRandom(seed);
    var piece = Piece.random(seed, 6, 2 + random.nextInt(4), 5);
    var slots = 1 + random.nextInt(3);
    var graph = piece.plan().graph();
    var millis = piece.millis();

    var best = Optimum.of(graph, millis, slots);

    assertThat(LowerBound.of(CriticalPath.of(graph, millis), millis, slots).millis())
        .isLessThanOrEqualTo(best);
    assertThat(piece.rehearse(new Crew(1, slots)).makespanMillis()).isGreaterThanOrEqualTo(best);
  }

  /** Graham's bound (1966) for whoever never leaves a slot idle. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_rehearsal_is_never_twice_as_long(long seed) {
    var piece = Piece.random(seed, 40, 4, 20);
    var rehearsed = piece.rehearse(new Crew(1, 3));

    assertThat(rehearsed.makespanMillis())
        .isLessThanOrEqualTo(2 * rehearsed.bound().millis() - rehearsed.bound().millis() / 3);
  }

  @Test
  void it_is_often_all_there_is_to_gain() {
    var reached =
        seeds()
            .filter(seed -> {
              var piece = Piece.random(seed, 6, 3, 5);
              var graph = piece.plan().graph();
              var millis = piece.millis();
              var bound = LowerBound.of(CriticalPath.of(graph, millis), millis, 2);
              return bound.millis() == Optimum.of(graph, millis, 2);
            })
            .count();

    assertThat(reached).isGreaterThan(400);
  }

  private static LowerBound bound(int slots, long[] millis, int[]... above) {
    var dependencies = new ArrayList<int[]>(List.of(above));
    assertThat(IntStream.range(0, millis.length)).hasSameSizeAs(dependencies);
    return LowerBound.of(CriticalPath.of(TaskGraph.of(dependencies), millis), millis, slots);
  }
}
