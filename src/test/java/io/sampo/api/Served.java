package io.sampo.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.sampo.api.ClusterView.Node;
import io.sampo.api.ClusterView.Status;
import io.sampo.api.http.Callers;
import io.sampo.cluster.OpenNode;
import io.sampo.config.ApiSettings;
import io.sampo.persistence.StoredPlans;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A node with its HTTP server, and a client of it that knows the token. */
final class Served implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  static final Status CLUSTER =
      Status.of(
          List.of(
              new Node("n1", List.of("coordinator", "api"), "sampo://n1", "http://n1", "Up", 42)),
          Map.of("takeovers", 3L));

  private final HttpClient client = HttpClient.newHttpClient();
  private final OpenNode node;
  private final HttpServer server;
  private final String token;

  private Served(OpenNode node, HttpServer server, String token) {
    this.node = node;
    this.server = server;
    this.token = token;
  }

  /** The node of {@code folder}, with settings that lie over the defaults. */
  static Served start(Path folder, String settings) throws Exception {
    var node = OpenNode.start(folder);
    var drafts = Files.createDirectories(folder.resolve("drafts"));
    var file = folder.resolve("token");
    var backend =
        new Backend(
            node.system(),
            "n1",
            node.journal(),
            new StoredPlans(node.journal()),
            node::put,
            node.ids(),
            node.files(),
            drafts,
            file,
            () -> CLUSTER);
    var server =
        HttpServer.start(backend, settings(settings))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> send(server.url(), "GET", "/ready").statusCode() == 200);
    return new Served(node, server, Files.readString(file).strip());
  }

  private static HttpResponse<String> send(URI url, String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(url.resolve(path)).method(method, BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  static ApiSettings settings(String over) {
    return ApiSettings.of(
        ConfigFactory.parseString("sampo.api.port = 0\n" + over)
            .withFallback(ConfigFactory.load())
            .resolve());
  }

  HttpServer server() {
    return server;
  }

  OpenNode node() {
    return node;
  }

  HttpClient client() {
    return client;
  }

  String token() {
    return token;
  }

  /** A request with the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.url().resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, byte[] body) throws Exception {
    return send(request(path).PUT(BodyPublishers.ofByteArray(body)));
  }

  /** Stores a file, and tells its hash. */
  String upload(String text) throws Exception {
    var hash = Callers.hash(text).hex();
    put("/api/sampo/1/files/" + hash, text.getBytes(UTF_8));
    return hash;
  }

  /** Submits a job of one command. */
  long submit(String command) throws Exception {
    var job =
        Map.of(
            "name",
            "j",
            "tasks",
            List.of(Map.of("task_key", "t", "shell_task", Map.of("command", command))));
    var answer = post("/api/sampo/1/runs", JSON.writeValueAsString(Map.of("job", job)));
    return JSON.readTree(answer.body()).path("run_id").asLong();
  }

  /** The run document once the run has ended. */
  JsonNode ended(long run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> json("/api/sampo/1/runs/" + run),
            document -> document.path("state").asText().equals("TERMINATED"));
  }

  /** Sends a request as it stands, and tells the status of the answer. */
  int raw(String request) throws IOException {
    return Integer.parseInt(rawAnswer(request).split(" ", 3)[1]);
  }

  String rawAnswer(String request) throws IOException {
    try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** The lines of a request without a body that closes its connection. */
  String head(String line, String... headers) {
    var head = new StringBuilder(line + " HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n");
    for (var header : headers) {
      head.append(header).append('\n');
    }
    return head.append('\n').toString();
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(5)).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    node.close();
    client.shutdownNow(); // Close alone waits for answers that nobody reads to their end.
    client.close();
  }
}
