package io.sampo.cli.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stood at one moment.
 *
 * @param parent the run that it is the work of a task of; null if somebody asked for it
 * @param document the run document
 */
public record Snapshot(String jobName, @Nullable Long parent, JsonNode document) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The snapshot of a run that has begun, as the bytes by which processes pass it on.
   *
   * @param folder of the run
   */
  public static byte[] bytes(RunHistory history, Path folder) {
    var live = history.live();
    if (live == null) {
      throw new IllegalStateException("a run without events has no snapshot");
    }
    var parent = live.submission().cause().parent();
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("job_name", live.jobName());
      if (parent != null) {
        json.writeNumberField("parent_run_id", parent.run().value());
      }
      json.writeFieldName("run");
      new RunDocument(history, folder).write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads {@link #bytes}.
   *
   * @throws IOException if they are not whole
   */
  public static Snapshot of(byte[] bytes) throws IOException {
    var tree = LiveAnswer.read(bytes);
    if (!tree.path("run").isObject()) {
      throw new IOException("%d bytes are no snapshot of a run".formatted(bytes.length));
    }
    var parent = tree.path("parent_run_id");
    return new Snapshot(
        tree.path("job_name").asText(),
        parent.isNumber() ? parent.asLong() : null,
        tree.path("run"));
  }
}
