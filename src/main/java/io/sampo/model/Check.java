package io.sampo.model;

/** Refusals of nonsense values, worded alike everywhere: name, offending value, expected range. */
public final class Check {

  private Check() {}

  /** Throws unless {@code low <= value <= high}. */
  public static void range(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, low, high));
    }
  }

  /** Throws unless {@code low <= value <= high}; NaN is refused. */
  public static void range(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s to %s)".formatted(name, value, low, high));
    }
  }

  /** Throws unless {@code holds}; {@code expected} says what would have been right. */
  public static void that(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
