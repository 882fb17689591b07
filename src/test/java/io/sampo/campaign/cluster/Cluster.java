package io.sampo.campaign.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.client.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that was started by the command line, as its user does, and whose nodes are then
 * signalled and started again by themselves, as a supervisor of processes does.
 *
 * @param nodes coordinators first
 * @param readyMillis how long it took until it was ready
 * @param ending stops it
 */
public record Cluster(Path folder, List<Node> nodes, long readyMillis, Ending ending)
    implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long READY_MILLIS_MAX = 180_000;
  private static final long LOOK_EVERY_MILLIS = 100;

  /** How a cluster is stopped. */
  @FunctionalInterface
  public interface Ending {

    /** Stops it. */
    void stop() throws IOException, InterruptedException;
  }

  public Cluster {
    nodes = List.copyOf(nodes);
  }

  /** Starts one in {@code folder}, with {@code settings} for all nodes. */
  public static Cluster up(Path folder, int coordinators, int workers, String settings)
      throws IOException, InterruptedException {
    var data = folder.resolve("data");
    Files.createDirectories(data.resolve("cluster"));
    Files.writeString(data.resolve("cluster/settings.conf"), settings);
    var begin = System.nanoTime();
    SampoCommand.call(
        folder,
        List.of("cluster", "up", "--coordinators", "" + coordinators, "--workers", "" + workers));
    var millis = millisSince(begin);
    var status = SampoCommand.call(folder, List.of("cluster", "status", "-o", "json"));
    var nodes = nodes(data, JSON.readTree(status));
    return new Cluster(
        folder, nodes, millis, () -> SampoCommand.call(folder, List.of("cluster", "down")));
  }

  /** One whose nodes were started otherwise; waits until it is ready. */
  public static Cluster of(Path folder, List<Node> nodes, Ending ending)
      throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var token = folder.resolve("data/token");
    while (!Files.exists(token) && millisSince(begin) < READY_MILLIS_MAX) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    try (var server = new Cluster(folder, nodes, 0, ending).server()) {
      if (new Cluster(folder, nodes, 0, ending).awaitReady(server, READY_MILLIS_MAX) < 0) {
        ending.stop();
        throw new IOException("%s: not ready in time".formatted(folder));
      }
    }
    return new Cluster(folder, nodes, millisSince(begin), ending);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static List<Node> nodes(Path data, JsonNode status) {
    var nodes = new ArrayList<Node>();
    for (var node : status.path("nodes")) {
      var name = node.path("name").asText();
      var http = node.path("http");
      nodes.add(
          new Node(
              name,
              name.startsWith("coordinator"),
              data.resolve("cluster/nodes").resolve(name),
              http.isTextual() ? URI.create(http.asText()) : null));
    }
    return nodes;
  }

  public List<Node> coordinators() {
    return nodes.stream().filter(Node::isCoordinator).toList();
  }

  public List<Node> workers() {
    return nodes.stream().filter(node -> !node.isCoordinator()).toList();
  }

  /** The server that its coordinators are. */
  public Server server() throws IOException {
    var token = Files.readString(folder.resolve("data/token")).strip();
    var urls = coordinators().stream().map(Node::http).filter(Objects::nonNull).toList();
    return Server.of(urls, token);
  }

  /** The database of its own, if it has one. */
  public Postgres postgres() {
    return new Postgres(folder.resolve("data/cluster/postgres"), folder.resolve("data/cache"));
  }

  /** Whether every coordinator is ready, and knows every node. */
  public boolean isReady(Server server) throws InterruptedException {
    for (var node : server.nodes()) {
      if (!server.get(node, "/ready").isGranted()
          || !up(server.get(node, "/api/sampo/1/cluster").body())
              .containsAll(nodes.stream().map(Node::name).toList())) {
        return false;
      }
    }
    return true;
  }

  private static Collection<String> up(JsonNode cluster) {
    var up = new ArrayList<String>();
    for (var node : cluster.path("nodes")) {
      if (node.path("status").asText().equalsIgnoreCase("up")) {
        up.add(node.path("name").asText());
      }
    }
    return up;
  }

  /**
   * Waits until it is ready.
   *
   * @return how long that took; -1 if it did not become so within {@code millisMax}
   */
  public long awaitReady(Server server, long millisMax) throws InterruptedException {
    var begin = System.nanoTime();
    while (!isReady(server)) {
      if (millisSince(begin) > millisMax) {
        return -1;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    return millisSince(begin);
  }

  /** Stops it, as its user does, and kills what is left of it. */
  @Override
  public void close() throws IOException {
    try {
      for (var node : nodes) {
        node.signal("CONT");
      }
      ending.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      for (var node : nodes) {
        ProcessHandle.of(node.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }
}
