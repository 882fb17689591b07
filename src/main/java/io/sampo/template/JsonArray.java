package io.sampo.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A JSON array as its text and a table of where its elements start: the inputs of a for-each task.
 * Costs the text and 4 bytes an element, whatever the elements are.
 */
public final class JsonArray {

  private static final String EXPECTED = "a JSON array such as [1, \"two\", {\"three\": 3}]";

  private static final int SHOWN_CHARS_MAX = 60;

  private final String text;

  /** Where each element starts, and where the array's closing bracket is. */
  private final int[] offsets;

  private JsonArray(String text, int[] offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  /**
   * Reads {@code text}.
   *
   * @throws NotJson if it is anything but one JSON array; says what and where
   */
  public static JsonArray parse(String text) {
    return new JsonArray(
        text,
        JsonTokens.read(
            text,
            EXPECTED,
            (parser, first) -> {
              if (first != JsonToken.START_ARRAY) {
                throw new NotJson(word(first) + ": " + shown(text.strip()), EXPECTED);
              }
              return offsets(parser);
            }));
  }

  private static int[] offsets(JsonParser parser) throws IOException {
    var offsets = new int[16];
    var size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size + 1 == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * offsets.length);
      }
      offsets[size++] = JsonTokens.start(parser);
      parser.skipChildren();
    }
    offsets[size] = JsonTokens.start(parser);
    return Arrays.copyOf(offsets, size + 1);
  }

  private static String word(JsonToken first) {
    return switch (first) {
      case START_OBJECT -> "a JSON object";
      case VALUE_STRING -> "a JSON string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> "a word";
      case START_ARRAY, END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError(first);
    };
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
  }

  /** The whole array as it is written. */
  public String text() {
    return text;
  }

  /** How many elements there are. */
  public int size() {
    return offsets.length - 1;
  }

  /** The JSON text of element {@code i} as it is written, without space around it. */
  public String element(int i) {
    Objects.checkIndex(i, size());
    var end = offsets[i + 1];
    while (isBetweenElements(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(offsets[i], end);
  }

  /** Whether {@code c} is something that no JSON value ends with. */
  private static boolean isBetweenElements(char c) {
    return c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
