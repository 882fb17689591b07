package io.sampo.slots;

import io.sampo.model.Check;

/**
 * How long a worker may go on: until its lease with the coordinator nodes runs out, or for as long
 * as it may by itself. The lease is counted from when the renewal was <em>sent</em>, so it always
 * ends here before the other side counts it as ended.
 */
public final class Tenure {

  private final long leaseMillis;
  private long leasedUntilMillis;
  private long aloneUntilMillis = Long.MIN_VALUE;

  /** A tenure whose first lease begins at {@code nowMillis}, in elapsed time. */
  public Tenure(long leaseMillis, long nowMillis) {
    Check.range("lease", leaseMillis, 1, Long.MAX_VALUE / 4);
    this.leaseMillis = leaseMillis;
    leasedUntilMillis = nowMillis + leaseMillis;
  }

  /**
   * A coordinator node agreed to the renewal that was sent at {@code sentMillis}, which comes to
   * nothing once the tenure has ended: others may count on that. Returns whether the tenure now
   * ends earlier than before, as it may after going on alone.
   */
  public boolean renewed(long sentMillis, long nowMillis) {
    var before = endMillis();
    if (before <= nowMillis) {
      return false;
    }
    leasedUntilMillis = Math.max(leasedUntilMillis, sentMillis + leaseMillis);
    aloneUntilMillis = Long.MIN_VALUE;
    return endMillis() < before;
  }

  /** Until the next renewal the worker may go on by itself, as {@link Adoption} allows. */
  public void alone(long untilMillis) {
    aloneUntilMillis = untilMillis;
  }

  /** When the worker must have killed everything, in elapsed time, unless it is renewed before. */
  public long endMillis() {
    return Math.max(leasedUntilMillis, aloneUntilMillis);
  }
}
