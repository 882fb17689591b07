package io.sampo.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.cluster.plan.ClusterFolder;
import java.nio.file.Path;

/**
 * Where the logs of attempts lie. Those of nodes are told by their place in the folder of the node,
 * which this machine has if the node is one of its own cluster.
 */
public record LogPlaces(ClusterFolder folder) {

  /** The log of an attempt, as a run document tells of it; it need not be there. */
  public Path of(JsonNode attempt) {
    var log = Path.of(attempt.path("log").asText());
    var node = attempt.path("node").asText();
    return log.isAbsolute() || node.isEmpty() || node.contains("/")
        ? log
        : folder.node(node).root().resolve(log).normalize();
  }
}
