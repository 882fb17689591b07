package io.sampo.definition.importer.text;

import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Scalar;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Decides which texts need quotes, so that every reader of YAML, of whichever version, takes as
 * text what is text. What had no quotes gets none: job files take it as it is written.
 */
final class Quoting {

  /** Words that some version of YAML reads as something else than text. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /** Texts that no version reads as a number, a date or a part of YAML itself. */
  private static final Pattern SURE_TEXT =
      Pattern.compile("([\\p{L}_/(\\[{$<]|\\.\\.?/).*", Pattern.DOTALL);

  private Quoting() {}

  static ScalarStyle of(Scalar scalar) {
    var text = scalar.text();
    if (text.contains("\n") && isBlock(text)) {
      return ScalarStyle.LITERAL;
    }
    if (scalar.form() != Form.QUOTED) {
      return ScalarStyle.PLAIN;
    }
    return SURE_TEXT.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? ScalarStyle.PLAIN
        : ScalarStyle.DOUBLE_QUOTED;
  }

  /** Whether {@code text}, of several lines, looks the same as a block. */
  private static boolean isBlock(String text) {
    return text.lines().noneMatch(line -> line.endsWith(" "))
        && text.chars().noneMatch(character -> character < ' ' && character != '\n')
        && !text.startsWith(" ")
        && !text.startsWith("\n");
  }
}
