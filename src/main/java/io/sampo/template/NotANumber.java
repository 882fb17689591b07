package io.sampo.template;

/** Refusal of a text that has to be a number. Its message is meant for people. */
public final class NotANumber extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NotANumber(String message) {
    super(message);
  }
}
