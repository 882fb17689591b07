package io.sampo.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the tokens of a JSON text in memory. The parser's own limits hold: 1,000 levels,
 * numbers of 1,000 and strings of 20 million characters.
 */
final class JsonTokens {

  /**
   * Keeps nothing from one text to the next: no table of names, which gives up on names that were
   * made to collide, and no buffers that belong to a thread.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
          .build();

  /** How the parser writes a place into its messages. */
  private static final Pattern PARSER_PLACE =
      Pattern.compile("\\[Source: [^\\]]*; (line: \\d+, column: \\d+)\\]");

  /** Advice of the parser to programmers. */
  private static final Pattern PARSER_ADVICE = Pattern.compile(": enable `[^`]*` to allow");

  private JsonTokens() {}

  /** Reads the one value of a text. The parser stands at its first token, and later at its last. */
  interface Reading<T extends @Nullable Object> {

    /** What becomes of the value that starts with {@code first}. */
    T read(JsonParser parser, JsonToken first) throws IOException;
  }

  /**
   * What {@code reading} makes of {@code text}, which must hold exactly one value.
   *
   * @throws NotJson if {@code text} is not what was {@code expected}
   */
  static <T extends @Nullable Object> T read(String text, String expected, Reading<T> reading) {
    try (var parser = JSON.createParser(text)) {
      var first = parser.nextToken();
      if (first == null) {
        throw new NotJson("empty text", expected);
      }
      var result = reading.read(parser, first);
      if (parser.nextToken() != null) {
        throw new NotJson(place(parser) + ": a second value", expected);
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new NotJson(wording(e), expected);
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot be read", e);
    }
  }

  /** Passes over the rest of the value that the parser stands at, and returns where it ends. */
  static int skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return (int) parser.currentLocation().getCharOffset();
  }

  /** Where the parser's token starts. */
  static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static String place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String wording(JsonProcessingException e) {
    var message = PARSER_ADVICE.matcher(e.getOriginalMessage()).replaceAll("");
    var reason = PARSER_PLACE.matcher(message).replaceAll("$1");
    var at = e.getLocation();
    return at == null
        ? "not JSON: " + reason
        : "line %d, column %d: not JSON: %s".formatted(at.getLineNr(), at.getColumnNr(), reason);
  }
}
