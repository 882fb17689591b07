package io.sampo.cli.cluster.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.artifact.SmallFile;
import io.sampo.cli.cluster.plan.ClusterPlan.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster's plan as a file, which appears whole or not at all. For its owner's eyes. */
public final class ClusterFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What this release writes, and all that it reads. */
  private static final int VERSION = 1;

  private ClusterFile() {}

  /**
   * The plan in {@code file}; empty if there is none.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<ClusterPlan> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var json = JSON.readTree(Files.readString(file));
    if (json.path("version").asInt() != VERSION) {
      throw new IOException(
          "%s: version %s (expected: %d); take another --data folder"
              .formatted(file, json.path("version"), VERSION));
    }
    var nodes = new ArrayList<NodePlan>();
    for (var node : json.path("nodes")) {
      nodes.add(node(node));
    }
    return Optional.of(new ClusterPlan(journal(json), nodes));
  }

  public static void write(Path file, ClusterPlan plan) throws IOException {
    var json = JSON.createObjectNode().put("version", VERSION);
    switch (plan.journal()) {
      case Journal.Embedded _ -> json.put("journal", "embedded");
      case Journal.OwnPostgres _ -> json.put("journal", "own_postgres");
      case Journal.Postgres(var url) -> json.put("journal", "postgres").put("jdbc_url", url);
    }
    var nodes = json.putArray("nodes");
    plan.nodes().forEach(node -> write(nodes.addObject(), node));
    SmallFile.write(file, json.toPrettyString() + "\n");
  }

  private static void write(ObjectNode json, NodePlan node) {
    json.put("name", node.name());
    var roles = json.putArray("roles");
    node.roles().forEach(roles::add);
    json.put("port", node.port());
    json.put("api_port", node.apiPort());
    json.put("slots", node.slots());
  }

  private static Journal journal(JsonNode json) throws IOException {
    return switch (json.path("journal").asText()) {
      case "embedded" -> new Journal.Embedded();
      case "own_postgres" -> new Journal.OwnPostgres();
      case "postgres" -> new Journal.Postgres(json.path("jdbc_url").asText());
      default ->
          throw new IOException(
              "journal: %s (expected: embedded, own_postgres or postgres)"
                  .formatted(json.path("journal")));
    };
  }

  private static NodePlan node(JsonNode json) {
    var roles = new ArrayList<String>();
    json.path("roles").forEach(role -> roles.add(role.asText()));
    return new NodePlan(
        json.path("name").asText(),
        List.copyOf(roles),
        json.path("port").asInt(),
        number(json.path("api_port")),
        number(json.path("slots")));
  }

  private static @Nullable Integer number(JsonNode json) {
    return json.isNumber() ? json.asInt() : null;
  }
}
