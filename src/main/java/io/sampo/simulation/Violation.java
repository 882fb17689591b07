package io.sampo.simulation;

/** Something happened that must never happen, or did not happen that must. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Violation(String rule, String what) {
    super(rule + ": " + what);
  }

  Violation(String rule, String what, Throwable cause) {
    super(rule + ": " + what, cause);
  }
}
