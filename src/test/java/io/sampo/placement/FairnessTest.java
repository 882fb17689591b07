package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs with attempts of some length share a pool, over some virtual time. */
class FairnessTest {

  private static final Map<String, String> GPU = Map.of("gpu", "a100");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  /**
   * Whatever the workers, runs, labels and priorities, and however long attempts take: no slot is
   * leased twice, none is free while a run wants it, and every run that wants one gets it in time.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void slots_are_shared_and_nobody_starves(long seed) {
    var random = new SplittableRandom(seed);
    var market = new Market(random.split());
    var workers = 1 + random.nextInt(4);
    for (var worker = 1; worker <= workers; worker++) {
      market.worker(
          "w" + worker, 1 + random.nextInt(4), worker > 1 && random.nextBoolean() ? GPU : Map.of());
    }
    var runs = 1 + random.nextInt(6);
    for (var run = 1; run <= runs; run++) {
      var labels = market.carries(GPU) && random.nextInt(3) == 0 ? GPU : Map.<String, String>of();
      market.run(
          run,
          labels,
          5 + random.nextInt(20),
          1 + random.nextInt(12),
          10 + random.nextInt(random.nextBoolean() ? 100 : 3_000));
    }

    market.pass(120_000);

    for (var run = 1; run <= runs; run++) {
      assertThat(market.longestHungerMillis(run)).isLessThan(market.hungerMillisMax(run));
    }
  }

  @Test
  void runs_that_want_alike_have_alike() {
    var market = new Market(new SplittableRandom(1));
    market.worker("w", 9, Map.of());
    for (var run = 1; run <= 3; run++) {
      market.run(run, Map.of(), 10, 100, 300);
    }

    market.pass(60_000);

    for (var run = 1; run <= 3; run++) {
      assertThat(market.slotMillis(run) / 60_000.0).isCloseTo(3, within(0.3));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 20, 12", "10, 30, 12", "1, 100, 8", "10, 30, 1", "10, 40, 2", "10, 10, 1"})
  void slots_are_shared_by_priority_even_where_they_cannot_be_divided(
      int low, int high, int slots) {
    var market = new Market(new SplittableRandom(1));
    market.worker("w", slots, Map.of());
    market.run(1, Map.of(), low, 100, 100);
    market.run(2, Map.of(), high, 100, 100);

    market.pass(400_000);

    var part = (double) market.slotMillis(1) / (market.slotMillis(1) + market.slotMillis(2));
    assertThat(part).isCloseTo((double) low / (low + high), within(0.04));
  }

  @Test
  void runs_without_a_slot_take_turns() {
    var market = new Market(new SplittableRandom(1));
    market.worker("w", 2, Map.of());
    for (var run = 1; run <= 20; run++) {
      market.run(run, Map.of(), 10, 5, 200);
    }

    market.pass(200_000);

    for (var run = 1; run <= 20; run++) {
      assertThat(market.slotMillis(run) / 200_000.0).isCloseTo(0.1, within(0.03));
      assertThat(market.longestHungerMillis(run)).isLessThan(20_000);
    }
  }

  @Test
  void who_has_long_attempts_gets_no_more_than_who_has_short_ones() {
    var market = new Market(new SplittableRandom(1));
    market.worker("w", 1, Map.of());
    market.run(1, Map.of(), 10, 5, 8_000);
    market.run(2, Map.of(), 10, 5, 100);

    market.pass(400_000);

    assertThat((double) market.slotMillis(1) / market.slotMillis(2)).isCloseTo(1, within(0.25));
  }

  @Test
  void a_worker_with_a_label_is_left_to_those_who_need_it() {
    var market = new Market(new SplittableRandom(1));
    market.worker("w1", 4, Map.of());
    market.worker("w2", 2, GPU);
    market.run(1, Map.of(), 10, 4, 500);
    market.pass(1_000);
    market.run(2, GPU, 10, 2, 500);
    market.pass(2_000);
    var before = market.slotMillis(2);

    market.pass(10_000);

    assertThat((market.slotMillis(2) - before) / 10_000.0).isCloseTo(2, within(0.2));
  }

  @Test
  void slots_with_a_label_are_taken_back_for_those_who_can_use_no_others() {
    var market = new Market(new SplittableRandom(1));
    market.worker("w1", 2, Map.of());
    market.worker("w2", 2, GPU);
    market.run(1, Map.of(), 10, 100, 300);
    market.pass(5_000);
    market.run(2, GPU, 10, 100, 300);
    market.pass(2_000);
    var before = market.slotMillis(2);

    market.pass(20_000);

    assertThat((market.slotMillis(2) - before) / 20_000.0).isCloseTo(2, within(0.3));
  }
}
