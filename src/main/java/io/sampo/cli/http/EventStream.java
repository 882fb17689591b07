package io.sampo.cli.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events from one node. For one reader; anybody may close it. */
public final class EventStream implements AutoCloseable {

  private final URI node;
  private final InputStream body;
  private final BufferedReader lines;
  private String id = "";

  EventStream(URI node, InputStream body) {
    this.node = node;
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * One event.
   *
   * @param id by which the stream goes on elsewhere; that of an earlier event if it has none
   */
  public record Event(String id, String data) {}

  /** Who sends it. */
  public URI node() {
    return node;
  }

  /**
   * The next event, or null at the end of the stream. Waits for it.
   *
   * @throws IOException if the connection broke
   */
  public @Nullable Event next() throws IOException {
    var data = new StringBuilder();
    var isFilled = false;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && isFilled) {
        return new Event(id, data.toString());
      }
      var colon = line.indexOf(':');
      var field = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      if (field.equals("id")) {
        id = value;
      } else if (field.equals("data")) {
        data.append(isFilled ? "\n" : "").append(value);
        isFilled = true;
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // the connection is gone, which is what is wanted
    }
  }
}
