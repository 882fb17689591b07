package io.sampo.definition.source;

/** Text from a file as messages show it: short, on one line, and without power over a terminal. */
public final class Excerpt {

  /** More than any sensible name, less than a line of a terminal. */
  private static final int CHARS_MAX = 60;

  private Excerpt() {}

  /** The beginning of {@code text}, with a mark where it was cut. */
  public static String of(String text) {
    if (text.length() <= CHARS_MAX) {
      return clean(text);
    }
    var end = Character.isHighSurrogate(text.charAt(CHARS_MAX - 1)) ? CHARS_MAX - 1 : CHARS_MAX;
    return clean(text.substring(0, end)) + "…";
  }

  /** {@code text} with everything that does not show on paper written as an escape. */
  static String clean(String text) {
    if (text.codePoints().noneMatch(Excerpt::isInvisible)) {
      return text;
    }
    var cleaned = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          if (isInvisible(character)) {
            cleaned.append("\\u%04X".formatted(character));
          } else {
            cleaned.appendCodePoint(character);
          }
        });
    return cleaned.toString();
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
