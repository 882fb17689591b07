package io.sampo.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sampo.simulation.ledger.Violation;
import java.util.EnumSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the seed: no invariant is broken at any step, and every run ends once the trouble is
 * over. A seed that fails is a test of its own name; {@code -Dsimulation.first=SEED
 * -Dsimulation.seeds=1} tells its story alone, and a larger {@code -Dsimulation.seeds} tells more.
 */
class SimulationTest {

  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 20_000);

  @TestFactory
  Stream<DynamicTest> every_invariant_holds_and_every_run_ends() {
    var failed = new ConcurrentSkipListMap<Long, Violation>();
    var checks =
        LongStream.range(FIRST, FIRST + SEEDS).parallel().map(seed -> tell(seed, failed)).sum();
    var all =
        dynamicTest(
            "in %,d seeds from %,d".formatted(SEEDS, FIRST),
            () -> assertThat(checks).isGreaterThan(SEEDS * 10));
    return Stream.concat(
        Stream.of(all),
        new TreeMap<>(failed)
            .entrySet().stream()
                .map(one ->
                    dynamicTest(
                        "seed " + one.getKey(),
                        () -> {
                          throw one.getValue();
                        })));
  }

  @Test
  void the_same_seed_tells_the_same_story() {
    for (var seed = 1; seed <= 50; seed++) {
      var once = new Simulation(seed, EnumSet.noneOf(Flaw.class)).run();
      var again = new Simulation(seed, EnumSet.noneOf(Flaw.class)).run();

      assertThat(again).isEqualTo(once);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Flaw.class)
  void every_flaw_is_found_within_a_thousand_seeds(Flaw flaw) {
    for (var seed = 1; seed <= 1_000; seed++) {
      try {
        new Simulation(seed, EnumSet.of(flaw)).run();
      } catch (Violation _) {
        return;
      }
    }
    fail("1,000 seeds tell nothing of it");
  }

  private static long tell(long seed, ConcurrentSkipListMap<Long, Violation> failed) {
    try {
      return new Simulation(seed, EnumSet.noneOf(Flaw.class)).run().checks();
    } catch (Violation violation) {
      failed.put(seed, violation);
      return 0;
    }
  }
}
