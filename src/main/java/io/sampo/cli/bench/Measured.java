package io.sampo.cli.bench;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one workload at one size.
 *
 * @param warmUps the turns before the others; the first of all those of a cluster is that of JVMs
 *     just started
 * @param turns at least one
 * @param bareRates of {@link BareLoop}, one after each of {@code turns}; empty if there is none to
 *     compare with
 */
record Measured(
    Workload workload, List<Sample> warmUps, List<Sample> turns, List<Double> bareRates) {

  Measured {
    warmUps = List.copyOf(warmUps);
    turns = List.copyOf(turns);
    bareRates = List.copyOf(bareRates);
  }

  /** The turn whose rate is the median of all. */
  Sample median() {
    return turns.stream()
        .sorted(Comparator.comparingDouble(Sample::rate))
        .toList()
        .get(turns.size() / 2);
  }

  /** Tasks a second of the turns. */
  DoubleSummaryStatistics rates() {
    return turns.stream().mapToDouble(Sample::rate).summaryStatistics();
  }

  /** Tasks a second of the first turn. */
  double coldRate() {
    return warmUps.isEmpty() ? turns.getFirst().rate() : warmUps.getFirst().rate();
  }

  /** The median of the bare loop, in processes a second; null if there is none. */
  @Nullable Double bareRate() {
    return bareRates.isEmpty()
        ? null
        : bareRates.stream().sorted().toList().get(bareRates.size() / 2);
  }
}
