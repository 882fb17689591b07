package io.sampo.cli.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.projection.RunDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A run as it stood at one moment.
 *
 * @param document the run document
 */
public record Snapshot(String jobName, JsonNode document) {

  private static final JsonFactory JSON = new JsonFactory();

  /** The snapshot as the bytes by which processes pass it on. */
  public static byte[] bytes(String jobName, RunDocument document) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("job_name", jobName);
      json.writeFieldName("run");
      document.write(json);
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
    var tree = new ObjectMapper().readTree(bytes);
    if (!tree.path("run").isObject()) {
      throw new IOException("%d bytes are no snapshot of a run".formatted(bytes.length));
    }
    return new Snapshot(tree.path("job_name").asText(), tree.path("run"));
  }
}
