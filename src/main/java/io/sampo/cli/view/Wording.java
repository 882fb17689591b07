package io.sampo.cli.view;

import io.sampo.model.RetryPolicy;

/** How durations, attempts and other people's text are put on a terminal. */
public final class Wording {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private Wording() {}

  /** Such as {@code 3.1 s}, {@code 12 s}, {@code 4 min 03 s}, {@code 2 h 05 min}. */
  public static String duration(long millis) {
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

  /**
   * Such as {@code attempt 2 of 3}: counted from 1; attempts that use up no retry add to the whole.
   *
   * @param free how many of those there are
   */
  static String attempt(int attempt, long free, RetryPolicy policy) {
    return policy.maxRetries() == RetryPolicy.FOREVER
        ? "attempt %d".formatted(attempt + 1)
        : "attempt %d of %d".formatted(attempt + 1, policy.maxRetries() + 1L + free);
  }

  /** {@code text} without anything that steers a terminal; a tab becomes a blank. */
  public static String clean(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point == '\t') {
            clean.append(' ');
          } else {
            clean.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point);
          }
        });
    return clean.toString();
  }

  /** {@code line}, cut to {@code columns} characters with a mark where it was cut. */
  static String cut(String line, int columns) {
    if (line.codePointCount(0, line.length()) <= columns) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }

  /** {@code text} and blanks, together at least {@code columns} characters. */
  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.codePointCount(0, text.length())));
  }
}
