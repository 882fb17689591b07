package io.sampo.template;

/** Refusal of a text that is no JSON, or not the JSON that was expected. */
public final class NotJson extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NotJson(String found, String expected) {
    super("%s (expected: %s)".formatted(found, expected));
  }
}
