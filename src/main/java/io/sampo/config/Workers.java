package io.sampo.config;

import io.sampo.model.Check;

/**
 * What an embedded node's workers are like.
 *
 * @param slots attempts that one worker runs at the same time; 1 to 1,000
 * @param count how many workers there are; 1 to 100
 */
public record Workers(int slots, int count) {

  private static final int AUTO_MIN = 4;

  public Workers {
    Check.range("slots", slots, 1, 1_000);
    Check.range("count", count, 1, 100);
  }

  /** The slots that {@code auto} means on a machine with that many processors. */
  public static int autoSlots(int processors) {
    return Math.clamp(2L * processors, AUTO_MIN, 1_000);
  }
}
