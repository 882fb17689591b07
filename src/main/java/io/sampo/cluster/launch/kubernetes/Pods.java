package io.sampo.cluster.launch.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.message.fleet.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a namespace, over the API server. What the server cannot do just now is tried again a
 * few times; a token that is refused is read again, since it is renewed in its file.
 */
final class Pods implements AutoCloseable {

  /** Every pod of a job cluster has this label, with the cluster's name. */
  static final String CLUSTER = "sampo.io/cluster";

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int TRIES = 5;
  private static final int FIRST_WAIT_MILLIS = 100;
  private static final int UNAUTHORIZED = 401;
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 500, 502, 503, 504);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesSettings settings;
  private final HttpClient http;
  private volatile String token;

  Pods(KubernetesSettings settings) throws IOException {
    this.settings = settings;
    var builder = HttpClient.newBuilder().connectTimeout(LIMIT);
    var authority = settings.authority();
    if (authority != null) {
      builder.sslContext(trusting(authority));
    }
    http = builder.build();
    token = readToken();
  }

  /** Those of one cluster. */
  List<JsonNode> of(ClusterName cluster) throws IOException, InterruptedException {
    return list(CLUSTER + "=" + cluster);
  }

  /** Those of all job clusters. */
  List<JsonNode> ofAny() throws IOException, InterruptedException {
    return list(CLUSTER);
  }

  /** Makes a pod, unless there is one of that name. */
  void create(JsonNode pod) throws IOException, InterruptedException {
    var body = BodyPublishers.ofString(pod.toString());
    expect(send("POST", "", body), "create", Set.of(200, 201, 202, 409));
  }

  /** Lets a pod go, if there is one of that name. */
  void delete(String name) throws IOException, InterruptedException {
    var response = send("DELETE", "/" + name, BodyPublishers.noBody());
    expect(response, "delete", Set.of(200, 202, 404));
  }

  /** Lets all pods of a cluster go. */
  void deleteAll(ClusterName cluster) throws IOException, InterruptedException {
    var query = query(CLUSTER + "=" + cluster);
    expect(send("DELETE", query, BodyPublishers.noBody()), "delete", Set.of(200, 202, 404));
  }

  private List<JsonNode> list(String selector) throws IOException, InterruptedException {
    var response = send("GET", query(selector), BodyPublishers.noBody());
    var items = JSON.readTree(expect(response, "list", Set.of(200)).body()).path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private static String query(String selector) {
    return "?labelSelector=" + URLEncoder.encode(selector, UTF_8);
  }

  private HttpResponse<String> send(String method, String rest, BodyPublisher body)
      throws IOException, InterruptedException {
    var wait = FIRST_WAIT_MILLIS;
    for (var attempt = 1; ; attempt++) {
      HttpResponse<String> response;
      try {
        response = once(method, rest, body);
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw new IOException("Kubernetes API at %s: %s".formatted(settings.api(), e), e);
        }
        response = null;
      }
      var last = attempt == TRIES;
      if (response != null && (last || !isWorthAnotherTry(response))) {
        return response;
      }
      Thread.sleep(wait);
      wait *= 2;
    }
  }

  private boolean isWorthAnotherTry(HttpResponse<String> response) throws IOException {
    if (response.statusCode() == UNAUTHORIZED) {
      var renewed = readToken();
      var another = !renewed.equals(token);
      token = renewed;
      return another;
    }
    return WORTH_ANOTHER_TRY.contains(response.statusCode());
  }

  private HttpResponse<String> once(String method, String rest, BodyPublisher body)
      throws IOException, InterruptedException {
    var path = "/api/v1/namespaces/%s/pods".formatted(settings.namespace());
    var request =
        HttpRequest.newBuilder(URI.create(settings.api() + path + rest))
            .timeout(LIMIT)
            .header("Accept", "application/json")
            .method(method, body);
    if (body.contentLength() != 0) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> expect(
      HttpResponse<String> response, String what, Set<Integer> expected) throws IOException {
    if (!expected.contains(response.statusCode())) {
      throw new IOException(
          "Kubernetes API: %s pods: status %d (expected: %s): %s"
              .formatted(what, response.statusCode(), expected, message(response.body())));
    }
    return response;
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asText(body);
    } catch (IOException noJson) {
      return body;
    }
  }

  private String readToken() throws IOException {
    @Nullable Path file = settings.token();
    return file == null ? "" : Files.readString(file).strip();
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream file = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var number = 0;
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("authority-" + ++number, one);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("%s: %s (expected: certificates in PEM)".formatted(authority, e), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
