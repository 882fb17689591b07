package io.sampo.execution.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text and what it means in Java. */
public final class Json {

  private static final JsonFactory FORMAT = new JsonFactory();

  private Json() {}

  /**
   * A value as JSON text.
   *
   * @param value null, a text, boolean or number, or a map, iterable or array of such
   * @throws IllegalArgumentException if it is anything else; names the class
   */
  public static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (var generator = FORMAT.createGenerator(text)) {
      write(value, generator);
    } catch (IOException refused) {
      throw new IllegalArgumentException(
          "no JSON value: %s (%s)".formatted(value, refused.getMessage()), refused);
    }
    return text.toString();
  }

  /**
   * What JSON text means: null, a {@code String}, {@code Boolean}, {@code Long} (or {@code
   * BigInteger}, for very large ones), {@code Double}, or a {@code List} or {@code Map} of such.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static @Nullable Object read(String text) {
    try (var parser = FORMAT.createParser(text)) {
      parser.nextToken();
      var value = read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("no JSON value, but several: " + text);
      }
      return value;
    } catch (IOException malformed) {
      throw new IllegalArgumentException("no JSON: " + text, malformed);
    }
  }

  private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case CharSequence text -> to.writeString(text.toString());
      case Character letter -> to.writeString(letter.toString());
      case Boolean truth -> to.writeBoolean(truth);
      case Number number -> write(number, to);
      case Map<?, ?> map -> {
        to.writeStartObject();
        for (var entry : map.entrySet()) {
          to.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), to);
        }
        to.writeEndObject();
      }
      case Iterable<?> items -> write(items, to);
      case Object[] items -> write(Arrays.asList(items), to);
      default -> throw refusal(value, "text, boolean, number, or a map, list or array of such");
    }
  }

  private static void write(Iterable<?> items, JsonGenerator to) throws IOException {
    to.writeStartArray();
    for (var item : items) {
      write(item, to);
    }
    to.writeEndArray();
  }

  private static void write(Number number, JsonGenerator to) throws IOException {
    switch (number) {
      case BigDecimal exact -> to.writeNumber(exact);
      case BigInteger exact -> to.writeNumber(exact);
      case Double _, Float _ -> {
        if (!Double.isFinite(number.doubleValue())) {
          throw refusal(number, "a finite number");
        }
        to.writeNumber(number.toString());
      }
      default -> to.writeNumber(number.longValue());
    }
  }

  private static IllegalArgumentException refusal(Object value, String expected) {
    return new IllegalArgumentException(
        "no JSON value: %s of %s (expected: %s)"
            .formatted(value, value.getClass().getName(), expected));
  }

  private static @Nullable Object read(JsonParser from) throws IOException {
    return switch (from.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> from.getText();
      case VALUE_NUMBER_INT ->
          from.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? from.getBigIntegerValue()
              : (Object) from.getLongValue();
      case VALUE_NUMBER_FLOAT -> from.getDoubleValue();
      case START_ARRAY -> {
        var items = new ArrayList<@Nullable Object>();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(from));
        }
        yield items;
      }
      case START_OBJECT -> {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (from.nextToken() != JsonToken.END_OBJECT) {
          var name = from.currentName();
          from.nextToken();
          fields.put(name, read(from));
        }
        yield fields;
      }
      case null -> throw new IllegalArgumentException("no JSON: the text is empty");
      case NOT_AVAILABLE, END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalArgumentException("no JSON: begins with " + from.currentToken());
    };
  }
}
