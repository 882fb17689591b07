package io.sampo.projection.why;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;

/** Reasons as JSON: the name of the variant in capitals, and its components in lower case. */
final class ReasonJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private ReasonJson() {}

  static void write(JsonGenerator json, Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("reason", name(step.reason()));
    json.writeStringField("task_key", step.task());
    ObjectNode fields = MAPPER.valueToTree(step.reason());
    for (var field : fields.properties()) {
      json.writeFieldName(field.getKey());
      MAPPER.writeTree(json, field.getValue());
    }
    json.writeEndObject();
  }

  /** Such as {@code NO_FREE_SLOT}. */
  static String name(Reason reason) {
    var words = reason.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return words.toUpperCase(Locale.ROOT);
  }
}
