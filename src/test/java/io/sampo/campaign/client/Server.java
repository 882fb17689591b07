package io.sampo.campaign.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The nodes that answer HTTP. Nothing is tried again here. Thread-safe.
 *
 * @param nodes at least one
 */
public record Server(List<URI> nodes, String token, HttpClient http) implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A server answers within 10 s, if only that it cannot. */
  private static final Duration ANSWER = Duration.ofSeconds(12);

  private static final Duration CONNECT = Duration.ofSeconds(2);

  public Server {
    nodes = List.copyOf(nodes);
  }

  /** The server that some nodes are. */
  public static Server of(List<URI> nodes, String token) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    return new Server(nodes, token, http);
  }

  /**
   * What a node answered.
   *
   * @param status 0 if it did not
   * @param body missing if it is not JSON
   */
  public record Answer(int status, JsonNode body) {

    /** Whether it was granted. */
    public boolean isGranted() {
      return status == 200;
    }

    /** Whether nobody can say what became of it, or it can be sent again. */
    boolean isToRepeat() {
      return status == 0 || status == 503;
    }
  }

  /** Asks a node. */
  public Answer get(URI node, String path) throws InterruptedException {
    return send(request(node, path).GET().build());
  }

  /** Sends something to a node. */
  Answer post(URI node, String path, ObjectNode body) throws InterruptedException {
    var json = BodyPublishers.ofString(body.toString());
    return send(request(node, path).header("Content-Type", "application/json").POST(json).build());
  }

  private HttpRequest.Builder request(URI node, String path) {
    return HttpRequest.newBuilder(node.resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      var isStream =
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      var body = isStream ? events(response.body()) : parsed(response.body());
      return new Answer(response.statusCode(), body);
    } catch (IOException e) {
      return new Answer(0, MissingNode.getInstance());
    }
  }

  /** The events of a stream that has ended. */
  private static JsonNode events(String stream) {
    var events = JSON.createArrayNode();
    stream
        .lines()
        .filter(line -> line.startsWith("data:"))
        .forEach(line -> events.add(parsed(line.substring("data:".length()))));
    return events;
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
