package io.sampo.definition.work;

import io.sampo.definition.setting.NamedFiles;
import io.sampo.model.Limits;
import io.sampo.template.JsonArray;
import io.sampo.template.JsonText;
import io.sampo.template.NotJson;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file with the inputs of a loop: a JSON array, or JSON lines, which are one value in each line.
 * It is lines if its name says so ({@code .jsonl}, {@code .ndjson}) or if it begins with anything
 * but a bracket. What it holds is taken as it stands: braces in it are no references.
 *
 * @param array the JSON array; null if there is none
 * @param refusal why it cannot be used; null if it can
 */
record InputsFile(@Nullable String array, @Nullable String refusal) {

  /** How a message about a line alone begins. */
  private static final Pattern FIRST_LINE = Pattern.compile("^line 1, ");

  /** The inputs in the file at {@code path}, which is among {@code files}. */
  static InputsFile read(String path, NamedFiles files) {
    var source = files.text(path);
    if (source.text() == null) {
      return refused(path + source.refusal());
    }
    var isLines = isLines(path, source.text());
    return isLines ? ofLines(path, source.text()) : ofArray(path, source.text().strip());
  }

  private static boolean isLines(String path, String text) {
    var name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl")
        || name.endsWith(".ndjson")
        || !text.stripLeading().startsWith("[");
  }

  private static InputsFile ofArray(String path, String array) {
    try {
      var count = JsonArray.parse(array).size();
      return count > Limits.ITERATIONS_MAX
          ? refused(
              "%s: %d inputs (expected: at most %d)".formatted(path, count, Limits.ITERATIONS_MAX))
          : new InputsFile(withoutReferences(array), null);
    } catch (NotJson e) {
      return refused("%s: %s".formatted(path, e.getMessage()));
    }
  }

  private static InputsFile ofLines(String path, String text) {
    var array = new StringBuilder(text.length() + 2).append('[');
    var number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        try {
          array.append(array.length() == 1 ? "" : ",").append(JsonText.field(line, List.of()));
        } catch (NotJson e) {
          var reason = FIRST_LINE.matcher(e.getMessage()).replaceFirst("");
          return refused("%s: line %d, %s".formatted(path, number, reason));
        }
      }
    }
    return ofArray(path, array.append(']').toString());
  }

  private static InputsFile refused(String refusal) {
    return new InputsFile(null, refusal);
  }

  /** Two braces stand in strings only, where JSON lets the second be written as an escape. */
  private static String withoutReferences(String array) {
    return array.replace("{{", "{\\u007b");
  }
}
