package io.sampo.simulation.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something happened that must never happen, or did not happen that must. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Breaks {@code rule}; {@code what} is for people. */
  public Violation(String rule, String what) {
    super(rule + ": " + what);
  }

  /** The same with what was thrown. */
  public Violation(String rule, String what, Throwable cause) {
    super(rule + ": " + what, cause);
  }

  /** Makes sure that {@code rule} holds; nothing is made of {@code what} as long as it does. */
  public static void must(String rule, boolean holds, @Nullable Object... what) {
    if (!holds) {
      throw new Violation(rule, words(what));
    }
  }

  private static String words(@Nullable Object... what) {
    return Arrays.stream(what).map(String::valueOf).collect(Collectors.joining());
  }
}
