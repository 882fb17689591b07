package io.sampo.definition.work;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * A list written in a job file as JSON. What stands there without quotes and is a number of JSON,
 * {@code true}, {@code false} or null is that; all else is text, as everywhere in a job file.
 */
final class NativeList {

  private static final JsonFactory JSON = new JsonFactory();

  /** Up to 1,000 characters, more than which no reader of JSON takes. */
  private static final Pattern NUMBER =
      Pattern.compile("(?=.{1,1000}$)-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private final JsonGenerator json;
  private final Texts texts;

  private NativeList(JsonGenerator json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  /** The JSON text of {@code list}; with gaps where it has faults. */
  static String json(Value list, Texts texts) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      new NativeList(json, texts).write(list);
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot be written", e);
    }
    return text.toString();
  }

  private void write(Value value) throws IOException {
    switch (value.node()) {
      case Sequence _ -> {
        json.writeStartArray();
        for (var item : value.items()) {
          write(item);
        }
        json.writeEndArray();
      }
      case Mapping _ -> {
        json.writeStartObject();
        for (var member : value.members().entrySet()) {
          json.writeFieldName(member.getKey());
          write(member.getValue());
        }
        json.writeEndObject();
      }
      case Scalar scalar -> write(scalar, value);
    }
  }

  private void write(Scalar scalar, Value value) throws IOException {
    if (scalar.isNull()) {
      json.writeNull();
    } else if (scalar.form() == Form.PLAIN && NUMBER.matcher(scalar.text()).matches()) {
      json.writeRawValue(scalar.text());
    } else if (scalar.form() == Form.PLAIN && isTruth(scalar.text())) {
      json.writeBoolean(Boolean.parseBoolean(scalar.text()));
    } else {
      var text = texts.text(value);
      json.writeString(text == null ? "" : text);
    }
  }

  private static boolean isTruth(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
      default -> false;
    };
  }
}
