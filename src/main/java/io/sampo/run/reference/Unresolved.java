package io.sampo.run.reference;

/** That a task cannot go on as it is written: a reference stands for nothing, or for too much. */
public final class Unresolved extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says which, why, and what was expected. */
  public Unresolved(String message) {
    super(message, null, false, false);
  }

  /** The same, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
