package io.sampo.campaign.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.campaign.check.ScriptedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the client did and was told, a JSON object for each line. Thread-safe. */
public final class ClientLog implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Writer file;

  private ClientLog(Writer file) {
    this.file = file;
  }

  /** A new one. */
  public static ClientLog create(Path file) throws IOException {
    return new ClientLog(Files.newBufferedWriter(file, UTF_8));
  }

  /** A line to be filled, of the present time. */
  public static ObjectNode line(String told) {
    return JSON.createObjectNode().put("told", told).put("at", System.currentTimeMillis());
  }

  /** Writes a line. */
  public synchronized void tell(ObjectNode line) {
    try {
      file.write(line.toString());
      file.write('\n');
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes that a job is sent from now on. */
  void tell(ScriptedJob job) {
    var line = line("job").put("token", job.token()).put("name", job.name());
    var tasks = line.putArray("tasks");
    for (var task : job.tasks()) {
      var node = tasks.addObject().put("key", task.key());
      task.after().forEach(node.putArray("after")::add);
      node.put("failures", task.failures()).put("retries", task.retries());
    }
    tell(line);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
