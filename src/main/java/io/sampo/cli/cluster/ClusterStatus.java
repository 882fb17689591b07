package io.sampo.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a cluster stands.
 *
 * @param counters what has happened in it how often, by name; empty if nobody answers
 */
record ClusterStatus(List<NodeStatus> nodes, SortedMap<String, Long> counters) {

  /** Of a cluster where nobody answers. */
  static final ClusterStatus UNKNOWN = new ClusterStatus(List.of(), new TreeMap<>());

  ClusterStatus {
    nodes = List.copyOf(nodes);
    counters = new TreeMap<>(counters);
  }

  /** That of which a server tells. */
  static ClusterStatus of(JsonNode json) {
    var nodes = new ArrayList<NodeStatus>();
    json.path("nodes").forEach(node -> nodes.add(NodeStatus.of(node)));
    var counters = new TreeMap<String, Long>();
    json.path("counters")
        .properties()
        .forEach(counter -> counters.put(counter.getKey(), counter.getValue().asLong()));
    return new ClusterStatus(nodes, counters);
  }

  /** The counters as people read them: {@code excluded 1 rejoined 1}. */
  String counted() {
    return counters.entrySet().stream()
        .map(counter -> counter.getKey().replace('_', ' ') + " " + counter.getValue())
        .collect(Collectors.joining("  "));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("nodes");
    for (var node : nodes) {
      node.write(json);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("counters");
    for (var counter : counters.entrySet()) {
      json.writeNumberField(counter.getKey(), counter.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
