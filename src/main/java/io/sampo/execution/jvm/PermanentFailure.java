package io.sampo.execution.jvm;

/** A failure after which no attempt follows, whatever the retry policy says. */
public final class PermanentFailure extends Exception {

  private static final long serialVersionUID = 1;

  /** A failure; {@code message} says what is wrong. */
  public PermanentFailure(String message) {
    super(message);
  }

  /** A failure that {@code cause} made plain; {@code message} says what is wrong. */
  public PermanentFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
