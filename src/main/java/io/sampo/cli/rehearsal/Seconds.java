package io.sampo.cli.rehearsal;

import io.sampo.cli.process.Complaint;
import io.sampo.model.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Durations as people write them: seconds, with decimals if need be. */
public final class Seconds {

  /** The longest duration. */
  static final long MAX = Limits.WAIT_MILLIS_MAX / 1000;

  private static final Pattern WRITTEN = Pattern.compile("\\d{1,9}(\\.\\d{1,18})?");

  private Seconds() {}

  /**
   * The nearest whole number of milliseconds.
   *
   * @param option to which {@code text} belongs, for the complaint
   * @throws Complaint if it is no duration
   */
  public static long millis(String option, String text) {
    if (WRITTEN.matcher(text).matches()) {
      var millis =
          new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
      if (millis <= Limits.WAIT_MILLIS_MAX) {
        return millis;
      }
    }
    throw Complaint.usage(
        "%s: '%s' (expected: seconds from 0 to %d, such as 2.5)".formatted(option, text, MAX));
  }
}
