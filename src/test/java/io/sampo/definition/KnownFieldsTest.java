package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.definition.schema.JobSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader and the schema know the same fields, wherever there are fields. */
class KnownFieldsTest {

  private static final String MADE_UP = "made_up_for_a_test";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Every mapping of fields in the schema, by a job in which it is {@code %s}. */
  static Stream<Arguments> mappings() throws IOException {
    var schema = JSON.readTree(JobSchema.text());
    var found = new LinkedHashMap<String, JsonNode>();
    collect(schema, schema, "%s", found);
    return found.entrySet().stream()
        .map(mapping -> Arguments.of(mapping.getKey(), mapping.getValue().path("properties")));
  }

  private static void collect(
      JsonNode schema, JsonNode at, String job, Map<String, JsonNode> found) {
    if (at.has("$ref")) {
      var name = at.get("$ref").asText().replace("#/$defs/", "");
      collect(schema, schema.get("$defs").get(name), job, found);
    } else if (at.has("items")) {
      collect(schema, at.get("items"), job.formatted("[%s]"), found);
    } else if (at.has("properties")) {
      found.put(job, at);
      at.get("properties")
          .properties()
          .forEach(field ->
              collect(
                  schema,
                  field.getValue(),
                  job.formatted("{\"" + field.getKey() + "\": %s}"),
                  found));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mappings")
  void all_fields_of_the_schema_are_known_and_no_other(String job, ObjectNode properties) {
    var fields = JSON.createObjectNode();
    properties.fieldNames().forEachRemaining(fields::putNull);
    fields.put(MADE_UP, 1);

    var complaints = new JobFolder(folder).complaintsOfJson(job.formatted(fields));

    assertThat(complaints.stream().filter(complaint -> complaint.contains("unknown field")))
        .singleElement()
        .asString()
        .endsWith(MADE_UP + ": unknown field");
  }

  @Test
  void the_schema_has_mappings_wherever_the_reader_has() throws IOException {
    assertThat(mappings().map(mapping -> (String) mapping.get()[0]))
        .hasSizeGreaterThan(20)
        .contains(
            "%s",
            "{\"tasks\": [{\"for_each_task\": {\"task\": {\"retry\": %s}}}]}",
            "{\"tasks\": [{\"depends_on\": [%s]}]}",
            "{\"health\": {\"rules\": [%s]}}");
  }
}
