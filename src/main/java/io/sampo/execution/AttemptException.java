package io.sampo.execution;

import io.sampo.model.Outcome;

/** Why an attempt could not be carried out, on its way to become its outcome. */
public final class AttemptException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean permanent;

  /**
   * A failure.
   *
   * @param permanent whether another attempt would fail alike
   * @param message for people
   */
  public AttemptException(boolean permanent, String message) {
    super(message);
    this.permanent = permanent;
  }

  /** The failure as what the attempt comes to. */
  public Outcome.Failed outcome() {
    return new Outcome.Failed(permanent, String.valueOf(getMessage()), null, null);
  }
}
