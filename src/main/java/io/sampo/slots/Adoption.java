package io.sampo.slots;

import org.jspecify.annotations.Nullable;

/**
 * Whether a worker may go on beyond its lease. It may when the process that granted the lease has
 * ended, and no other could count the worker as lost: so long as it was told then, and the next
 * life of that process waits for as long. All times are the worker's elapsed milliseconds.
 *
 * <p>That the process has ended is known from its machine, which refuses to connect; once is
 * enough, for whoever listens there later is another life, and has to grant a lease of its own.
 */
public final class Adoption {

  private static final long NEVER = Long.MAX_VALUE;

  private final long renewMillis;
  private @Nullable String grantor;
  private long heardMillis = NEVER;
  private long untilMillis;
  private boolean isAlone;

  /** A worker that no lease was granted to yet, and that asks for one every so often. */
  public Adoption(long renewMillis) {
    this.renewMillis = renewMillis;
  }

  /**
   * A lease is granted, to be counted by its grantor as usual from the next request on.
   *
   * @param grantor names the life of the process that grants it
   * @param sentMillis when it was asked for
   * @param adoptMillis for how long since then the worker may go on if the grantor ends
   */
  public void granted(@Nullable String grantor, long sentMillis, long adoptMillis, long nowMillis) {
    this.grantor = grantor;
    heardMillis = nowMillis;
    untilMillis = sentMillis + adoptMillis;
    isAlone = false;
  }

  /** Whether it is time to find out if the grantor has ended: two leases in a row are missing. */
  public boolean knocks(long nowMillis) {
    return !isAlone
        && heardMillis != NEVER
        && heardMillis + 3 * renewMillis / 2 <= nowMillis
        && nowMillis < untilMillis;
  }

  /**
   * Nobody listened at {@code sentMillis} where the last lease came from: whether the worker may go
   * on until {@link #untilMillis}, unless a lease is granted before.
   */
  public boolean refused(long sentMillis) {
    isAlone |= knocks(sentMillis);
    return isAlone;
  }

  /** Who granted the last lease; null if nobody did. Whoever is asked for the next must know. */
  public @Nullable String grantor() {
    return grantor;
  }

  /** Until when the worker may go on by itself, at the longest. */
  public long untilMillis() {
    return untilMillis;
  }

  /** Whether a lease was granted once, and {@link #untilMillis} is that long ago. */
  public boolean isForsaken(long solitudeMillis, long nowMillis) {
    return heardMillis != NEVER && untilMillis + solitudeMillis <= nowMillis;
  }
}
