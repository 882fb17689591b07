package io.sampo.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The route that tells of the cluster. */
record ClusterRoute(ClusterView view) {

  /** The table. */
  List<Route> table() {
    return List.of(
        Route.of(
            "GET",
            "/api/sampo/1/cluster",
            Permission.VIEW,
            _ -> {
              var status = view.status();
              return CompletableFuture.completedFuture(Replies.json(json -> write(json, status)));
            }));
  }

  private static void write(JsonGenerator json, ClusterView.Status status) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("nodes");
    for (var node : status.nodes()) {
      json.writeStartObject();
      json.writeStringField("name", node.name());
      json.writeArrayFieldStart("roles");
      for (var role : node.roles()) {
        json.writeString(role);
      }
      json.writeEndArray();
      json.writeStringField("address", node.address());
      json.writeStringField("http", node.http());
      json.writeStringField("status", node.status());
      json.writeNumberField("pid", node.pid());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("counters");
    for (var counter : status.counters().entrySet()) {
      json.writeNumberField(counter.getKey(), counter.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
