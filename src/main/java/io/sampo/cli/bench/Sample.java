package io.sampo.cli.bench;

import org.HdrHistogram.Histogram;

/**
 * One measured turn of a workload.
 *
 * @param tasks how many ran
 * @param millis from the first submission on disk to the last end on disk, at least 1
 * @param hops nanoseconds from one end of attempts to the next, as a client heard of them
 */
record Sample(long tasks, long millis, Histogram hops) {

  private static final double NANOS_A_MILLI = 1e6;

  /** Tasks a second. */
  double rate() {
    return tasks * 1_000.0 / millis;
  }

  /** Milliseconds that {@code percent} of the hops take at most. */
  double hopMillis(double percent) {
    return hops.getValueAtPercentile(percent) / NANOS_A_MILLI;
  }
}
