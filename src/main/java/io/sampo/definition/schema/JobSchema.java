package io.sampo.definition.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of job files: which fields there are, and what each may be. What
 * one value says of another, such as cycles and references, only the reader knows.
 */
public final class JobSchema {

  private JobSchema() {}

  /** Writes the schema as one object. */
  public static void write(JsonGenerator json) throws IOException {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Sampo job");
    schema.put(
        "description",
        "A job file: the body of jobs/create of the Databricks Jobs API, as far as it runs.");
    schema.putAll(JobShapes.job().keywords());
    schema.put("$defs", definitions());
    write(schema, json);
  }

  /** The schema as people read it. */
  public static String text() {
    var spacing = Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    var printer =
        new DefaultPrettyPrinter()
            .withSeparators(spacing)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(printer);
      write(json);
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot be written", e);
    }
    return text + "\n";
  }

  private static Map<String, Shape> definitions() {
    var shapes = new LinkedHashMap<String, Shape>();
    shapes.put(TaskShapes.TASK, TaskShapes.task());
    shapes.put(TaskShapes.REPEATED, TaskShapes.repeated());
    WorkShapes.KINDS.forEach(kind -> shapes.put(kind, WorkShapes.work(kind)));
    shapes.put(TaskShapes.RETRY, TaskShapes.retry());
    shapes.put(JobShapes.HEALTH, JobShapes.health());
    shapes.put(ClusterShapes.NODES, ClusterShapes.nodes());
    return shapes;
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Shape(var keywords) -> write(keywords, json);
      case Map<?, ?> members -> {
        json.writeStartObject();
        for (var member : members.entrySet()) {
          json.writeFieldName((String) member.getKey());
          write(member.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (var item : items) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> writeNumber(number, json);
      default -> throw new AssertionError(value);
    }
  }

  /** Whole numbers without a point, as people write them. */
  private static void writeNumber(double number, JsonGenerator json) throws IOException {
    if (number == Math.rint(number)) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
