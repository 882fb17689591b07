package io.sampo.cli.view;

import io.sampo.projection.Durations;
import io.sampo.projection.RunHistory;

/** How durations, attempts and other people's text are put on a terminal. */
public final class Wording {

  private Wording() {}

  /** Such as {@code 3.1 s}, {@code 12 s}, {@code 4 min 03 s}, {@code 2 h 05 min}. */
  public static String duration(long millis) {
    return Durations.text(millis);
  }

  /** Such as {@code attempt 2 of 3}: from 1; attempts that use up no retry add to the whole. */
  static String attempt(RunHistory history, int task, int attempt) {
    var most = history.attemptsMost(task, attempt);
    return most == null
        ? "attempt %d".formatted(attempt + 1)
        : "attempt %d of %d".formatted(attempt + 1, most);
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
  public static String cut(String line, int columns) {
    if (line.codePointCount(0, line.length()) <= columns) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }

  /** {@code text} and blanks, together at least {@code columns} characters. */
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.codePointCount(0, text.length())));
  }
}
