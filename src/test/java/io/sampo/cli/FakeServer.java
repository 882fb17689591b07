package io.sampo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node with an API that knows one run, and notes what it is asked. */
final class FakeServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  final List<String> members = new CopyOnWriteArrayList<>();

  /** What requests for documents get, one after the other; the last stays. */
  final List<String> documents = new CopyOnWriteArrayList<>();

  /** What a stream begins with; it then stays open, until the server is closed. */
  final List<String> events = new CopyOnWriteArrayList<>();

  /** Other answers, by method and path. */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  final AtomicInteger dropNextSubmits = new AtomicInteger();
  final AtomicInteger refuseNextStreams = new AtomicInteger();
  volatile @Nullable Runnable onStream;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(asked);
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      var prepared = answers.get(asked);
      if (prepared != null) {
        send(exchange, Integer.parseInt(prepared.substring(0, 3)), prepared.substring(4));
      } else if (asked.startsWith("HEAD /api/sampo/1/files/")) {
        exchange.sendResponseHeaders(files.containsKey(last(asked)) ? 200 : 404, -1);
      } else if (asked.startsWith("PUT /api/sampo/1/files/")) {
        files.put(last(asked), body(exchange).readAllBytes());
        exchange.sendResponseHeaders(204, -1);
      } else if (asked.equals("POST /api/sampo/1/runs")) {
        submit(exchange);
      } else if (asked.equals("GET /api/sampo/1/cluster")) {
        send(exchange, 200, "{\"nodes\":[%s]}".formatted(String.join(",", members)));
      } else if (asked.endsWith("/events")) {
        stream(exchange);
      } else if (asked.matches("GET /api/sampo/1/runs/\\d+") && !documents.isEmpty()) {
        send(exchange, 200, documents.size() > 1 ? documents.removeFirst() : documents.getFirst());
      } else {
        send(exchange, 404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"gone\"}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(HttpExchange exchange) throws IOException {
    submitted.add(JSON.readTree(body(exchange)));
    if (dropNextSubmits.getAndDecrement() <= 0) {
      send(exchange, 200, "{\"run_id\":7}");
    }
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    if (refuseNextStreams.getAndDecrement() > 0) {
      send(exchange, 429, "{\"error_code\":\"RESOURCE_EXHAUSTED\",\"message\":\"many\"}");
      return;
    }
    var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var from = last == null ? 0 : Integer.parseInt(last);
    for (var seq = from + 1; seq <= events.size(); seq++) {
      var text = ": beat\nid: %d\ndata: %s\n\n".formatted(seq, events.get(seq - 1));
      exchange.getResponseBody().write(text.getBytes(UTF_8));
    }
    exchange.getResponseBody().flush();
    var then = onStream;
    if (then != null) {
      then.run();
    }
    new CountDownLatch(1).await();
  }

  private static InputStream body(HttpExchange exchange) {
    return exchange.getRequestBody();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
