package io.sampo.run.coordination;

/**
 * How long the attempts at one site have taken lately, as far as it decides whether the next ones
 * are sent ahead, to wait at their worker for a slot. That spares a worker of short attempts the
 * way to the coordinator's disk and back between any two of them. An attempt that waits behind a
 * long one could have run elsewhere, so it takes some short ones in a row to begin with it, and one
 * that had to wait for too long to begin anew.
 */
final class Pace {

  /** Attempts that usually take no longer are sent ahead: a third of what one waits unbegun. */
  static final long FAST_MILLIS = 33;

  /** What is thought of a site of which nothing is known. */
  private static final double UNKNOWN_MILLIS = 8 * FAST_MILLIS;

  /** How much the last attempt counts for: eight short ones in a row make the pace fast. */
  private static final double LAST = 0.25;

  private double usualMillis = UNKNOWN_MILLIS;

  /** An attempt took so long. */
  void took(long millis) {
    usualMillis += LAST * (millis - usualMillis);
  }

  /** An attempt waited in line for too long. */
  void stalled() {
    usualMillis = UNKNOWN_MILLIS;
  }

  boolean isFast() {
    return usualMillis <= FAST_MILLIS;
  }
}
