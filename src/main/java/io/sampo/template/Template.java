package io.sampo.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Text with references in braces, read once (Databricks Jobs API, dynamic value references).
 *
 * <p>There are no expressions. Braces around unknown text, braces that are not closed, and {@code
 * {{ task }}} without a dot stay as they are; a wrong name in a known namespace does so too, but is
 * reported by {@link #faults}. A value that is filled in is not read again, so nobody smuggles a
 * reference in through a parameter.
 *
 * <p>Reading takes time linear in the text: a body ends at the first brace outside backticks. Of
 * two openings with an even number of backticks between them, the first one's body thus ends at the
 * second, so each character is looked at by two openings at most.
 */
public final class Template {

  /** The longest text between braces that is looked at. Longer ones stay as they are. */
  public static final int BODY_CHARS_MAX = 1_000;

  /** The longest text that {@link #fill} makes: far beyond any request, far below the heap. */
  public static final int FILLED_CHARS_MAX = 32 * 1024 * 1024;

  private static final String OPEN = "{{";

  private final String text;
  private final List<Hole> holes;
  private final List<Invalid> faults;

  /** The place of a reference in the text, braces included. */
  private record Hole(int start, int end, Reference reference) {}

  private Template(String text, List<Hole> holes, Set<Invalid> faults) {
    this.text = text;
    this.holes = List.copyOf(holes);
    this.faults = List.copyOf(faults);
  }

  /** Reads {@code text}. Any text is a template. */
  public static Template parse(String text) {
    var holes = new ArrayList<Hole>();
    var faults = new LinkedHashSet<Invalid>();
    var open = text.indexOf(OPEN);
    while (open >= 0) {
      var next = open + 1;
      var close = close(text, open + OPEN.length());
      if (close >= 0) {
        var end = close + OPEN.length();
        switch (Body.read(text.substring(open + OPEN.length(), close))) {
          case Body.Valid(var reference) -> {
            holes.add(new Hole(open, end, reference));
            next = end;
          }
          case Body.Wrong(var fault) -> {
            faults.add(fault);
            next = end;
          }
          case Body.Literal _ -> {}
        }
      }
      open = text.indexOf(OPEN, next);
    }
    return new Template(text, holes, faults);
  }

  /** Where the body that starts at {@code from} is closed; negative if it is not. */
  private static int close(String text, int from) {
    var quoted = false;
    var limit = Math.min(text.length() - 1L, (long) from + BODY_CHARS_MAX + 1);
    for (var i = from; i < limit; i++) {
      var c = text.charAt(i);
      if (c == '`') {
        quoted = !quoted;
      } else if (!quoted && c == '}') {
        return text.charAt(i + 1) == '}' ? i : -1;
      } else if (!quoted && c == '{') {
        return -1;
      }
    }
    return -1;
  }

  /** The text as it was read. */
  public String text() {
    return text;
  }

  /** Whether there is nothing to fill in. */
  public boolean isPlain() {
    return holes.isEmpty();
  }

  /** The references in the order of the text, each once. */
  public List<Reference> references() {
    return holes.stream().map(Hole::reference).distinct().toList();
  }

  /** What is wrong, in the order of the text, each once. Stays as it is when filled. */
  public List<Invalid> faults() {
    return faults;
  }

  /**
   * The text with each reference replaced by its value.
   *
   * @param values the value of a reference; asked once for each place
   * @throws IllegalArgumentException if the result has more than {@link #FILLED_CHARS_MAX}
   *     characters
   */
  public String fill(Function<Reference, String> values) {
    if (holes.isEmpty()) {
      return text;
    }
    var filled = new StringBuilder(text.length());
    var from = 0;
    for (var hole : holes) {
      var value = Objects.requireNonNull(values.apply(hole.reference()), hole.reference()::text);
      checkLength((long) filled.length() + hole.start() - from + value.length());
      filled.append(text, from, hole.start()).append(value);
      from = hole.end();
    }
    checkLength((long) filled.length() + text.length() - from);
    return filled.append(text, from, text.length()).toString();
  }

  private static void checkLength(long chars) {
    if (chars > FILLED_CHARS_MAX) {
      throw new IllegalArgumentException(
          "filled text: %d characters or more (expected: at most %d; fewer or shorter values)"
              .formatted(chars, FILLED_CHARS_MAX));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
