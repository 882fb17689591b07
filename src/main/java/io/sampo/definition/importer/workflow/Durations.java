package io.sampo.definition.importer.workflow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns recorded run times into what {@code sleep} takes: plain decimals, to the millisecond. */
final class Durations {

  private static final int DIGITS = 3;

  private final BigDecimal scale;

  /**
   * @param scale what every time is multiplied by; at least 0
   */
  Durations(double scale) {
    this.scale = BigDecimal.valueOf(scale);
  }

  /** Seconds; what is more than nothing stays so, be it only a millisecond. */
  String of(double seconds) {
    var exact = BigDecimal.valueOf(seconds).multiply(scale);
    var rounded = exact.setScale(DIGITS, RoundingMode.HALF_UP);
    var least = BigDecimal.ONE.movePointLeft(DIGITS);
    return plain(exact.signum() > 0 ? rounded.max(least) : rounded);
  }

  /** The scale, as people write it. */
  String scale() {
    return plain(scale);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
