package io.sampo.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a task that failed gets another attempt, and after which wait. The first two values are
 * those of the Databricks Jobs API, the rest is Sampo's own {@code retry} block.
 *
 * @param maxRetries attempts beyond the first, lost ones not counted; {@link #FOREVER} for no end
 * @param minIntervalMillis from the start of the failed attempt to the start of the next
 * @param onTimeout whether an attempt that ran out of time is retried at all
 * @param backOff the wait after the end of a failed attempt; null for none
 * @param noRetryExitCodes exit codes after which another attempt is pointless
 * @param noRetryExceptions class names of exceptions after which another attempt is pointless
 * @param maxLost attempts that may be lost with their worker before the task fails
 */
public record RetryPolicy(
    int maxRetries,
    long minIntervalMillis,
    boolean onTimeout,
    @Nullable BackOff backOff,
    Set<Integer> noRetryExitCodes,
    Set<String> noRetryExceptions,
    int maxLost) {

  /** The {@link #maxRetries} that never ends. */
  public static final int FOREVER = -1;

  /** What {@code max_lost} is unless a task says otherwise. */
  public static final int MAX_LOST = 10;

  /** One attempt, and no second. */
  public static final RetryPolicy NEVER =
      new RetryPolicy(0, 0, false, null, Set.of(), Set.of(), MAX_LOST);

  /**
   * An exponential back-off.
   *
   * @param initialMillis the wait after the first failure
   * @param factor by which each wait is longer than the one before; at least 1
   * @param maxMillis no wait is longer; at least {@code initialMillis}
   * @param jitter how much of a wait is up to chance, in [0, 1]: the wait lies between {@code (1 -
   *     jitter)} of the computed one and the whole of it
   */
  public record BackOff(long initialMillis, double factor, long maxMillis, double jitter) {

    public BackOff {
      Check.range("initial_millis", initialMillis, 0, Limits.WAIT_MILLIS_MAX);
      Check.range("factor", factor, 1.0, 1000.0);
      Check.range("max_millis", maxMillis, initialMillis, Limits.WAIT_MILLIS_MAX);
      Check.range("jitter", jitter, 0.0, 1.0);
    }

    /**
     * The wait before the attempt that follows {@code failures} failures.
     *
     * @param failures failed attempts so far; at least 1
     * @param random in [0, 1); decides the jitter
     * @return in {@code [0, maxMillis]}
     */
    public long waitMillis(int failures, double random) {
      Check.range("failures", failures, 1, Integer.MAX_VALUE);
      var full = Math.min((double) maxMillis, initialMillis * Math.pow(factor, failures - 1.0));
      return Math.round(full * (1 - jitter * random));
    }
  }

  public RetryPolicy {
    Check.range("max_retries", maxRetries, FOREVER, Integer.MAX_VALUE);
    Check.range("min_retry_interval_millis", minIntervalMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("max_lost", maxLost, 0, Integer.MAX_VALUE);
    noRetryExitCodes = Set.copyOf(noRetryExitCodes);
    noRetryExceptions = Set.copyOf(noRetryExceptions);
  }

  /** Whether another attempt may follow once {@code failures} attempts have failed. */
  public boolean allows(int failures) {
    return maxRetries == FOREVER || failures <= maxRetries;
  }

  /**
   * The wait between the end of a failed attempt and the earliest start of the next.
   *
   * @param failures failed attempts so far, this one counted; at least 1
   * @param ranMillis how long the failed attempt took; at least 0
   * @param random in [0, 1); decides the jitter
   */
  public long waitMillis(int failures, long ranMillis, double random) {
    var interval = Math.max(0, minIntervalMillis - ranMillis);
    return backOff == null ? interval : Math.max(interval, backOff.waitMillis(failures, random));
  }
}
