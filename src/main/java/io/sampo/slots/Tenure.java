package io.sampo.slots;

import io.sampo.model.Check;

/**
 * How long a worker may go on: until its lease with the coordinator nodes runs out. The lease is
 * counted from when the renewal was <em>sent</em>, so it always ends here before the other side
 * counts it as ended.
 */
public final class Tenure {

  private final long leaseMillis;
  private long endMillis;

  /** A tenure whose first lease begins at {@code nowMillis}, in elapsed time. */
  public Tenure(long leaseMillis, long nowMillis) {
    Check.range("lease", leaseMillis, 1, Long.MAX_VALUE / 4);
    this.leaseMillis = leaseMillis;
    endMillis = nowMillis + leaseMillis;
  }

  /** A coordinator node agreed to the renewal that was sent at {@code sentMillis}. */
  public void renewed(long sentMillis) {
    endMillis = Math.max(endMillis, sentMillis + leaseMillis);
  }

  /** When the worker must have killed everything, in elapsed time, unless it is renewed before. */
  public long endMillis() {
    return endMillis;
  }
}
