package io.sampo.template;

import io.sampo.model.Work.Comparison;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a condition compares its two sides (Databricks Jobs API, condition task): {@code EQUAL_TO}
 * and {@code NOT_EQUAL} as text, so that {@code 12.0} is not {@code 12}; the others as numbers, so
 * that {@code 12.0} is at least {@code 12}.
 */
public final class Comparisons {

  private Comparisons() {}

  /** Which side of a condition a text stands on. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /** The longest number: longer ones take long to compare, and nobody writes them. */
  private static final int NUMBER_CHARS_MAX = 1_000;

  /** The largest power of ten: beyond all doubles, and cheap to compare. */
  private static final int EXPONENT_MAX = 1_000;

  private static final int SHOWN_CHARS_MAX = 100;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE]([+-]?+)0*+([0-9]*+))?+");

  /** Whether {@code how} compares numbers. */
  public static boolean isOfNumbers(Comparison how) {
    return how != Comparison.EQUAL_TO && how != Comparison.NOT_EQUAL;
  }

  /**
   * Whether the condition is met.
   *
   * @throws NotANumber if numbers are compared and a side is none
   */
  public static boolean holds(Comparison how, String left, String right) {
    return switch (how) {
      case EQUAL_TO -> left.equals(right);
      case NOT_EQUAL -> !left.equals(right);
      case GREATER_THAN -> order(how, left, right) > 0;
      case GREATER_THAN_OR_EQUAL -> order(how, left, right) >= 0;
      case LESS_THAN -> order(how, left, right) < 0;
      case LESS_THAN_OR_EQUAL -> order(how, left, right) <= 0;
    };
  }

  /**
   * Why {@code text} cannot stand on {@code side}, in words; null if it can. For sides without
   * references, when a job is read.
   */
  public static @Nullable String refusal(Comparison how, Side side, String text) {
    return !isOfNumbers(how) || isNumber(text) ? null : describe(how, side, text);
  }

  private static int order(Comparison how, String left, String right) {
    return number(how, Side.LEFT, left).compareTo(number(how, Side.RIGHT, right));
  }

  private static BigDecimal number(Comparison how, Side side, String text) {
    if (!isNumber(text)) {
      throw new NotANumber(describe(how, side, text));
    }
    return new BigDecimal(text);
  }

  private static boolean isNumber(String text) {
    if (text.length() > NUMBER_CHARS_MAX) {
      return false;
    }
    var matcher = NUMBER.matcher(text);
    return matcher.matches() && isSmall(text, matcher.group(2));
  }

  /** Whether the {@code digits} of an exponent, without leading zeros, are within the limit. */
  private static boolean isSmall(String text, @Nullable String digits) {
    if (digits == null) {
      return true;
    }
    if (digits.isEmpty()) {
      return text.endsWith("0");
    }
    return digits.length() <= 4 && Integer.parseInt(digits) <= EXPONENT_MAX;
  }

  private static String describe(Comparison how, Side side, String text) {
    var shown = text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    return "%s: \"%s\" (expected: a number such as 12, -0.5 or 1e6, for %s compares numbers; %s)"
        .formatted(
            side.name().toLowerCase(Locale.ROOT),
            shown,
            how,
            "EQUAL_TO and NOT_EQUAL compare text");
  }
}
