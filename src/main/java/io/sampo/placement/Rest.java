package io.sampo.placement;

import io.sampo.model.Now;

/**
 * How long to wait before slots are shared out again. Among thousands of runs that wait it takes
 * milliseconds: nine times as long is left to those who run, so that it costs a tenth of a
 * processor, and more only if it takes longer than a ninth of {@link #MILLIS_MAX}.
 */
public final class Rest {

  private static final int FACTOR = 9;

  /** However long it took: the process may have stood still meanwhile. */
  static final long MILLIS_MAX = 250;

  private long endMillis;

  /** Slots were shared out from {@code began} to {@code ended}. */
  public void after(Now began, Now ended) {
    var took = ended.elapsedMillis() - began.elapsedMillis();
    endMillis = ended.elapsedMillis() + Math.min(FACTOR * took, MILLIS_MAX);
  }

  /** Milliseconds that are left of it; at least 0. */
  public long leftMillis(Now now) {
    return Math.max(0, endMillis - now.elapsedMillis());
  }
}
