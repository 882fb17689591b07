package io.sampo.projection;

/** How long something takes, in words. */
public final class Durations {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private Durations() {}

  /** Such as {@code 3.1 s}, {@code 12 s}, {@code 4 min 03 s}, {@code 2 h 05 min}. */
  public static String text(long millis) {
    var seconds = Math.max(0, millis) / 1000;
    if (seconds < 10) {
      return "%d.%d s".formatted(seconds, Math.max(0, millis) % 1000 / 100);
    }
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? "%d min %02d s".formatted(seconds / MINUTE, seconds % MINUTE)
        : "%d h %02d min".formatted(seconds / HOUR, seconds % HOUR / MINUTE);
  }
}
