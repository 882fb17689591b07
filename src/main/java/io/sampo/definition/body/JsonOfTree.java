package io.sampo.definition.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.regex.Pattern;

/**
 * The tree of a job file as JSON that says the same. Numbers stay as they are written, for a
 * parameter is the text that stands there; what JSON has no word for becomes text.
 */
final class JsonOfTree {

  /** Up to 1,000 characters, more than which no reader of JSON takes. */
  private static final Pattern NUMBER =
      Pattern.compile("(?=.{1,1000}$)-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonOfTree() {}

  static JsonNode of(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence -> {
        var array = JSON.arrayNode();
        sequence.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case Mapping mapping -> {
        var object = JSON.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.name(), of(entry.value())));
        yield object;
      }
    };
  }

  private static JsonNode scalar(Scalar scalar) {
    var text = scalar.text();
    if (scalar.isNull()) {
      return JSON.nullNode();
    }
    if (scalar.form() == Form.PLAIN && NUMBER.matcher(text).matches()) {
      return JSON.rawValueNode(new RawValue(text));
    }
    return switch (scalar.form() == Form.PLAIN ? text : "") {
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default -> JSON.textNode(text);
    };
  }
}
