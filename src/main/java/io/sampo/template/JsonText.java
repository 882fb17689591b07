package io.sampo.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JSON value reads as once it is pasted into text. */
public final class JsonText {

  private static final String EXPECTED = "one JSON value";

  private JsonText() {}

  /**
   * What is pasted for {@code json}: the content of a string; a number, {@code true}, {@code false}
   * and {@code null} as they are written; an object or array as JSON without space between its
   * parts.
   *
   * @throws NotJson if {@code json} is not one JSON value
   */
  public static String plain(String json) {
    return JsonTokens.read(
        json,
        EXPECTED,
        (parser, first) -> {
          if (first == JsonToken.VALUE_STRING) {
            return parser.getText();
          }
          var start = JsonTokens.start(parser);
          return compact(json, start, JsonTokens.skip(parser));
        });
  }

  /**
   * The JSON text of the field that {@code path} leads to, as it is written; null if there is none.
   * Of fields with the same name the last one counts, as for most readers of JSON. An empty path
   * leads to the whole value.
   *
   * @throws NotJson if {@code json} is not one JSON value
   */
  public static @Nullable String field(String json, List<String> path) {
    return JsonTokens.<@Nullable String>read(
        json, EXPECTED, (parser, _) -> field(json, parser, path));
  }

  private static @Nullable String field(String json, JsonParser parser, List<String> path)
      throws IOException {
    if (path.isEmpty()) {
      var start = JsonTokens.start(parser);
      return json.substring(start, JsonTokens.skip(parser)).strip();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    @Nullable String found = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var isNext = parser.currentName().equals(path.getFirst());
      parser.nextToken();
      if (isNext) {
        found = field(json, parser, path.subList(1, path.size()));
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  /** The valid JSON between {@code start} and {@code end} without space outside strings. */
  private static String compact(String json, int start, int end) {
    var compact = new StringBuilder(end - start);
    var quoted = false;
    for (var i = start; i < end; i++) {
      var c = json.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (quoted || !isSpace(c)) {
        compact.append(c);
      }
      if (c == '\\') {
        compact.append(json.charAt(++i));
      }
    }
    return compact.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
