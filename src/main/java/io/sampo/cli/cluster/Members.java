package io.sampo.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.plan.NodePlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks nodes of a local cluster whether they are ready, and whom they know. */
final class Members implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A node of this machine answers at once, or is paused. */
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private final ClusterFolder folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  Members(ClusterFolder folder) {
    this.folder = folder;
  }

  /** Whether the node whose API is at {@code url} says that it is ready. */
  boolean isReady(String url) throws InterruptedException {
    return get(url + "/ready") != null;
  }

  /** How the cluster is as the first of {@code nodes} to answer sees it. */
  ClusterStatus known(List<NodePlan> nodes) throws InterruptedException {
    for (var node : nodes) {
      var url = node.http();
      var body = url == null ? null : get(url + "/api/sampo/1/cluster");
      var json = body == null ? null : parse(body);
      if (json != null) {
        return ClusterStatus.of(json);
      }
    }
    return ClusterStatus.UNKNOWN;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private @Nullable String get(String url) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER);
    try {
      var token = folder.token();
      if (Files.exists(token)) {
        request.header("Authorization", "Bearer " + Files.readString(token).strip());
      }
      var response = http.send(request.build(), BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }
}
