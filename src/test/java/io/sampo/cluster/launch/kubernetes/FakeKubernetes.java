package io.sampo.cluster.launch.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The part of a Kubernetes API server that knows pods of one namespace, and is strict about them. A
 * pod that is deleted goes after it was listed once more.
 */
final class FakeKubernetes implements AutoCloseable {

  static final String NAMESPACE = "jobs";
  private static final String PATH = "/api/v1/namespaces/" + NAMESPACE + "/pods";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  final Map<String, ObjectNode> pods = new TreeMap<>();
  final List<String> requests = new ArrayList<>();

  /** Statuses that answer the next requests, whatever they ask. */
  final Queue<Integer> refusals = new ArrayDeque<>();

  /** Whether the next list is from before any pod was made. */
  boolean listsNothingOnce;

  /** The only token that is taken. */
  String token = "first";

  private record Answer(int status, JsonNode body) {}

  private FakeKubernetes(HttpServer server) {
    this.server = server;
  }

  static FakeKubernetes start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var fake = new FakeKubernetes(server);
    server.createContext("/", fake::answer);
    server.start();
    return fake;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Gives a pod a status. */
  synchronized void say(String pod, String status) throws IOException {
    pod(pod).set("status", JSON.readTree(status));
  }

  /** The pod of this name, which is there. */
  synchronized ObjectNode pod(String name) {
    return Objects.requireNonNull(pods.get(name), name);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var uri = exchange.getRequestURI();
    requests.add(exchange.getRequestMethod() + " " + uri);
    var answer = answer(exchange, uri, body);
    var bytes = answer.body().toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, URI uri, String body) throws IOException {
    var refusal = refusals.poll();
    if (refusal != null) {
      return status(refusal, "as the test wants it");
    }
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return status(401, "Unauthorized");
    }
    if (!uri.getPath().startsWith(PATH)) {
      return status(404, "the server could not find the requested resource");
    }
    var name = uri.getPath().substring(PATH.length()).replace("/", "");
    return switch (exchange.getRequestMethod()) {
      case "GET" -> list(selector(uri));
      case "POST" -> create(exchange, body);
      case "DELETE" -> name.isEmpty() ? deleteAll(selector(uri)) : delete(name);
      default -> status(405, exchange.getRequestMethod());
    };
  }

  private static String selector(URI uri) {
    var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    if (!query.startsWith("labelSelector=")) {
      throw new IllegalStateException("every pod of the namespace is meant: " + uri);
    }
    return URLDecoder.decode(query.substring("labelSelector=".length()), UTF_8);
  }

  private Answer list(String selector) {
    var items = JSON.createArrayNode();
    if (!listsNothingOnce) {
      pods.values().stream().filter(pod -> matches(pod, selector)).forEach(items::add);
    }
    listsNothingOnce = false;
    pods.values().removeIf(pod -> pod.at("/metadata").has("deletionTimestamp"));
    return new Answer(200, JSON.createObjectNode().put("kind", "PodList").set("items", items));
  }

  private static boolean matches(JsonNode pod, String selector) {
    var parts = selector.split("=", -1);
    var label = pod.at("/metadata/labels").path(parts[0]);
    return parts.length == 1 ? !label.isMissingNode() : label.asText().equals(parts[1]);
  }

  private Answer create(HttpExchange exchange, String body) throws IOException {
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return status(415, "the body of the request was in an unknown format");
    }
    var pod = (ObjectNode) JSON.readTree(body);
    var name = pod.at("/metadata/name").asText();
    var fault = fault(pod);
    if (!fault.isEmpty()) {
      return status(422, "Pod \"%s\" is invalid: %s".formatted(name, fault));
    }
    if (pods.containsKey(name)) {
      return status(409, "pods \"%s\" already exists".formatted(name));
    }
    pod.putObject("status").put("phase", "Pending");
    pods.put(name, pod);
    return new Answer(201, pod);
  }

  private static String fault(JsonNode pod) {
    if (!pod.path("apiVersion").asText().equals("v1") || !pod.path("kind").asText().equals("Pod")) {
      return "apiVersion and kind";
    }
    if (!LABEL.matcher(pod.at("/metadata/name").asText()).matches()) {
      return "metadata.name";
    }
    if (!pod.at("/metadata/namespace").asText().equals(NAMESPACE)) {
      return "metadata.namespace";
    }
    for (var label : pod.at("/metadata/labels").properties()) {
      if (!label.getValue().isTextual() || !VALUE.matcher(label.getValue().asText()).matches()) {
        return "metadata.labels: " + label;
      }
    }
    for (var note : pod.at("/metadata/annotations").properties()) {
      if (!note.getValue().isTextual()) {
        return "metadata.annotations: " + note;
      }
    }
    if (!pod.at("/spec/restartPolicy").asText().matches("Always|OnFailure|Never")) {
      return "spec.restartPolicy";
    }
    return faultOfContainers(pod.at("/spec/containers"));
  }

  private static String faultOfContainers(JsonNode containers) {
    if (!containers.isArray() || containers.isEmpty()) {
      return "spec.containers: Required value";
    }
    for (var container : containers) {
      if (container.path("name").asText().isEmpty() || container.path("image").asText().isEmpty()) {
        return "spec.containers: name and image";
      }
      for (var argument : container.path("args")) {
        if (!argument.isTextual()) {
          return "spec.containers.args: " + argument;
        }
      }
    }
    return "";
  }

  private Answer delete(String name) {
    var pod = pods.get(name);
    if (pod == null) {
      return status(404, "pods \"%s\" not found".formatted(name));
    }
    ((ObjectNode) pod.path("metadata")).put("deletionTimestamp", "2026-01-01T00:00:00Z");
    return new Answer(200, pod);
  }

  private Answer deleteAll(String selector) {
    pods.values().stream()
        .filter(pod -> matches(pod, selector))
        .map(pod -> pod.at("/metadata/name").asText())
        .toList()
        .forEach(this::delete);
    return new Answer(200, JSON.createObjectNode().put("kind", "PodList"));
  }

  private static Answer status(int code, String message) {
    var body = JSON.createObjectNode().put("kind", "Status").put("message", message);
    return new Answer(code, body.put("code", code));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
