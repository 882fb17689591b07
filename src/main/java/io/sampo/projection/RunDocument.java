package io.sampo.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.model.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The run document: a run as other programs read it. The run of a file belongs to no job of a
 * server, so its {@code job_id} and {@code version} are 0.
 */
public final class RunDocument {

  /** The {@code job_id} and the {@code version} of a run that was started from a file. */
  private static final int OF_FILE = 0;

  private static final JsonFactory JSON = new JsonFactory();

  private final RunHistory history;
  private final Path folder;
  private final String node;

  /**
   * The document of {@code history}, which must have begun.
   *
   * @param folder of the run; attempts write their logs below it
   * @param node that holds the run as long as nobody has taken it over
   */
  public RunDocument(RunHistory history, Path folder, String node) {
    this.history = history;
    this.folder = folder.toAbsolutePath();
    this.node = node;
  }

  /** Where an attempt's output lies in the folder of its run. */
  public static Path log(Path folder, String taskKey, int attempt) {
    return folder.resolve("tasks", taskKey, Integer.toString(attempt), "log");
  }

  /** Writes the document as one JSON object, and leaves the generator open. */
  public void write(JsonGenerator json) throws IOException {
    var run = history.run();
    if (run == null) {
      throw new IllegalStateException("a run without events has no document");
    }
    var coordinator = history.coordinator();
    json.writeStartObject();
    json.writeNumberField("run_id", run.value());
    json.writeNumberField("job_id", OF_FILE);
    json.writeNumberField("version", OF_FILE);
    json.writeNumberField("seq", history.seq());
    json.writeStringField("coordinator", coordinator == null ? node : coordinator);
    json.writeStringField("state", history.phase().name());
    writeName(json, "result", history.result());
    json.writeStringField("message", history.message());
    writeNumber(json, "start_time", history.startMillis());
    writeNumber(json, "end_time", history.endMillis());
    json.writeArrayFieldStart("tasks");
    for (var task = 0; task < history.size(); task++) {
      writeTask(json, task);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The state of a task by the name that the document has for it. */
  public static String stateName(TaskStatus status) {
    return status == TaskStatus.ASSIGNED ? TaskStatus.READY.name() : status.name();
  }

  private void writeTask(JsonGenerator json, int task) throws IOException {
    var definition = history.task(task);
    var status = history.status(task);
    json.writeStartObject();
    json.writeStringField("task_key", definition.key().value());
    json.writeStringField("state", stateName(status));
    writeName(json, "result", status.isFinal() ? status : null);
    json.writeArrayFieldStart("depends_on");
    for (var key : definition.dependsOn()) {
      json.writeString(key.value());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("values");
    new TreeMap<>(history.values(task)).forEach((name, value) -> writeValue(json, name, value));
    json.writeEndObject();
    json.writeArrayFieldStart("attempts");
    for (var attempt : history.attempts(task)) {
      writeAttempt(json, definition.key().value(), attempt);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeAttempt(JsonGenerator json, String key, Attempt attempt) throws IOException {
    json.writeStartObject();
    json.writeNumberField("attempt", attempt.attempt());
    json.writeNumberField("fence", attempt.fence());
    json.writeStringField("state", attempt.state().name());
    json.writeStringField("node", attempt.node());
    writeNumber(json, "start_time", attempt.startMillis());
    writeNumber(json, "end_time", attempt.endMillis());
    writeNumber(json, "exit_code", attempt.exitCode());
    json.writeStringField("message", attempt.message());
    json.writeStringField("log", log(folder, key, attempt.attempt()).toString());
    json.writeEndObject();
  }

  /** Copies the tokens of a value, so that a document never breaks by what is inside of one. */
  private static void writeValue(JsonGenerator json, String name, String value) {
    try (var parser = JSON.createParser(value)) {
      json.writeFieldName(name);
      while (parser.nextToken() != null) {
        json.copyCurrentEventExact(parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("task value %s: %s".formatted(name, value), e);
    }
  }

  private static void writeName(JsonGenerator json, String field, @Nullable Enum<?> value)
      throws IOException {
    json.writeStringField(field, value == null ? null : value.name());
  }

  private static void writeNumber(JsonGenerator json, String field, @Nullable Number value)
      throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value.longValue());
    }
  }
}
