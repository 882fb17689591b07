package io.sampo.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.process.Complaint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to a server. A node that does not answer, or says that it cannot just now, is left
 * for the next one; every request here may be sent twice without harm. Thread-safe.
 */
public final class ServerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerClient.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** A file may be large, and the server's disk slow. */
  private static final Duration UPLOAD = Duration.ofMinutes(10);

  /** A node that follows as many runs as it may; another one, or the same later, has room. */
  private static final int TOO_MANY_STREAMS = 429;

  private static final long PAUSE_MILLIS = 100;
  private static final long PAUSE_MILLIS_MAX = 1_000;

  private final ServerAddress address;
  private final ApiNodes nodes;
  private final Duration patience;
  private final HttpClient http;
  private volatile boolean isKnownToLive;

  /**
   * A client of the server at {@code address}.
   *
   * @param patience how long a server that answered once may be gone
   */
  public ServerClient(ServerAddress address, Duration patience) {
    this.address = address;
    this.nodes = new ApiNodes(address.nodes());
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /** What is sent, wherever it goes. */
  @FunctionalInterface
  private interface Call {
    HttpRequest.Builder to(HttpRequest.Builder request) throws FileNotFoundException;
  }

  /** Where the server is. */
  public ServerAddress address() {
    return address;
  }

  /** The URL of the node that is asked first. */
  public URI node() {
    return nodes.current();
  }

  /** Asks the server for its other nodes, to go over to when this one dies; it need not tell. */
  public void learnNodes() throws InterruptedException {
    try {
      for (var node : get("/api/sampo/1/cluster").path("nodes")) {
        var url = node.path("http");
        if (url.isTextual()) {
          nodes.add(url.asText());
        }
      }
    } catch (Complaint e) {
      LOG.info("{} does not tell its nodes: {}", address, e.getMessage());
    }
  }

  /**
   * The JSON at {@code path}.
   *
   * @throws Complaint if the server refuses, or no node of it answers
   */
  public JsonNode get(String path) throws InterruptedException {
    return json(granted(send(path, ANSWER, HttpRequest.Builder::GET)));
  }

  /** Sends JSON, and returns the JSON that comes back. */
  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    var bytes = BodyPublishers.ofByteArray(bytes(body));
    return json(
        granted(
            send(
                path,
                ANSWER,
                request -> request.header("Content-Type", "application/json").POST(bytes))));
  }

  /** Whether there is anything at {@code path}. */
  public boolean has(String path) throws InterruptedException {
    var response = send(path, ANSWER, HttpRequest.Builder::HEAD);
    if (response.statusCode() == 404) {
      return false;
    }
    granted(response);
    return true;
  }

  /** Stores {@code file} at {@code path}. */
  public void put(String path, Path file) throws InterruptedException {
    granted(
        send(
            path,
            UPLOAD,
            request -> request.header("Content-Type", "application/octet-stream").PUT(body(file))));
  }

  /**
   * Opens the stream of events at {@code path} at the node whose turn it is.
   *
   * @param lastEventId the last one that is known; null for none
   * @throws IOException if that node cannot serve it, and it is the next one's turn
   */
  public EventStream open(String path, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    var node = nodes.current();
    var request = request(node, path).header("Accept", "text/event-stream").GET();
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      var response = begin(request.build());
      var status = response.statusCode();
      if (status != 200) {
        try (var body = response.body()) {
          var refusal = refusal(status, body.readAllBytes());
          if (isElsewhere(status) || status == TOO_MANY_STREAMS) {
            throw new IOException("%s: %s".formatted(node, refusal.getMessage()));
          }
          throw refusal;
        }
      }
      isKnownToLive = true;
      return new EventStream(node, response.body());
    } catch (IOException e) {
      nodes.leave(node);
      throw e;
    }
  }

  /** Waits for the head of an answer alone: what follows it has all the time in the world. */
  private HttpResponse<InputStream> begin(HttpRequest request)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("does not answer", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
    }
  }

  /** It is another node's turn, if the one at {@code node} has it. */
  public void leave(URI node) {
    nodes.leave(node);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpResponse<byte[]> send(String path, Duration answer, Call call)
      throws InterruptedException {
    var begin = System.nanoTime();
    var pause = PAUSE_MILLIS;
    while (true) {
      var failure = "";
      for (var turn = 0; turn < nodes.size(); turn++) {
        var node = nodes.current();
        try {
          var request = call.to(request(node, path).timeout(answer)).build();
          var response = http.send(request, BodyHandlers.ofByteArray());
          isKnownToLive = true;
          if (!isElsewhere(response.statusCode())) {
            return response;
          }
          failure = "%s answers %d".formatted(node, response.statusCode());
        } catch (FileNotFoundException e) {
          throw Complaint.usage("%s (expected: a file that can be read)".formatted(e.getMessage()));
        } catch (IOException e) {
          isKnownToLive |= !isAbsence(e);
          failure = "%s: %s".formatted(node, reason(e));
        }
        nodes.leave(node);
      }
      if (!isKnownToLive || System.nanoTime() - begin > patience.toNanos()) {
        throw Complaint.unreachable(
            "no server: %s (the address is from %s)".formatted(failure, address.source()));
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(2 * pause, PAUSE_MILLIS_MAX);
    }
  }

  private HttpRequest.Builder request(URI node, String path) {
    var request = HttpRequest.newBuilder(URI.create(node + path));
    var token = address.token();
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Whether another node, or the same one later, may do what this one cannot now. */
  private static boolean isElsewhere(int status) {
    return status == 502 || status == 503 || status == 504;
  }

  /** Whether nobody was there at all. */
  private static boolean isAbsence(IOException e) {
    return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
  }

  private static BodyPublisher body(Path file) throws FileNotFoundException {
    return BodyPublishers.ofFile(file);
  }

  private static byte[] granted(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  private static Complaint refusal(int status, byte[] body) {
    var text = new String(body, UTF_8).strip();
    try {
      var json = JSON.readTree(text);
      if (json.path("error_code").isTextual()) {
        return Complaint.ofServer(
            status, json.path("error_code").asText(), json.path("message").asText());
      }
    } catch (JsonProcessingException e) {
      // what follows tells the text as it is
    }
    var first = text.lines().findFirst().orElse("");
    return Complaint.ofServer(
        status, "HTTP_" + status, "the server answers %d %s".formatted(status, first).strip());
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (IOException e) {
      throw Complaint.failure("the server's answer is no JSON: " + e.getMessage());
    }
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null ? "does not answer" : message;
  }
}
