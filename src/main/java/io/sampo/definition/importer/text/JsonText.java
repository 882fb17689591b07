package io.sampo.definition.importer.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Writes JSON. What YAML has without quotes and JSON would read otherwise becomes text. */
final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private final JsonGenerator json;

  private JsonText(JsonGenerator json) {
    this.json = json;
  }

  static String write(Node tree) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      var indenter = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
      new JsonText(json).node(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private void node(Node node) throws IOException {
    switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence -> {
        json.writeStartArray();
        for (var item : sequence.items()) {
          node(item);
        }
        json.writeEndArray();
      }
      case Mapping mapping -> {
        json.writeStartObject();
        for (var entry : mapping.entries()) {
          json.writeFieldName(entry.name());
          node(entry.value());
        }
        json.writeEndObject();
      }
    }
  }

  private void scalar(Scalar scalar) throws IOException {
    var text = scalar.text();
    if (scalar.isNull()) {
      json.writeNull();
    } else if (scalar.form() == Form.QUOTED) {
      json.writeString(text);
    } else if (text.equals("true") || text.equals("false")) {
      json.writeBoolean(text.equals("true"));
    } else if (NUMBER.matcher(text).matches()) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }
}
