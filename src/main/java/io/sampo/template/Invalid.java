package io.sampo.template;

import java.util.List;

/**
 * A pair of braces that asks for something in a known namespace that is not there, such as {@code
 * {{job.parametrs.x}}}. Databricks refuses these where unknown text stays as it is, for they are
 * slips of the pen.
 *
 * @param text as it is written, with its braces
 * @param word the part that is wrong, as it is written; empty if something is missing there
 * @param expected what may stand in the place of {@code word}; in capitals if it is any name, and
 *     empty if nothing may
 */
public record Invalid(String text, String word, List<String> expected) {

  public Invalid {
    expected = List.copyOf(expected);
  }

  /** What is wrong and what was expected, in words. */
  public String message() {
    return "%s: %s (expected: %s)"
        .formatted(
            text,
            word.isEmpty() ? "a name is missing" : word + " is not known here",
            expected.isEmpty() ? "nothing after the name" : String.join(", ", expected));
  }
}
