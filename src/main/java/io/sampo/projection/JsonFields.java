package io.sampo.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Fields that may be null. */
final class JsonFields {

  private JsonFields() {}

  static void name(JsonGenerator json, String field, @Nullable Enum<?> value) throws IOException {
    json.writeStringField(field, value == null ? null : value.name());
  }

  static void number(JsonGenerator json, String field, @Nullable Number value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value.longValue());
    }
  }
}
