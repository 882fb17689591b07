package io.sampo.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a node of a cluster stands.
 *
 * @param name what {@code cluster kill} takes
 * @param pid null if it does not run
 * @param http where its API is; null without
 * @param status {@code up}, or what it is instead: what the cluster says of its membership unless
 *     its process tells better
 */
record NodeStatus(
    String name,
    List<String> roles,
    @Nullable Long pid,
    @Nullable String address,
    @Nullable String http,
    String status) {

  /** A member that takes part. */
  static final String UP = "up";

  /** Its process runs, but the cluster does not know it yet. */
  static final String STARTING = "starting";

  /** Its process is paused. */
  static final String STOPPED = "stopped";

  /** Somebody ended it. */
  static final String KILLED = "killed";

  /** Nobody ended it, but it does not run. */
  static final String DOWN = "down";

  NodeStatus {
    roles = List.copyOf(roles);
  }

  /** A node as a server tells of it. */
  static NodeStatus of(JsonNode json) {
    var roles = new ArrayList<String>();
    json.path("roles").forEach(role -> roles.add(role.asText()));
    var pid = json.path("pid");
    return new NodeStatus(
        json.path("name").asText(),
        roles,
        pid.asLong() > 0 ? pid.asLong() : null,
        json.path("address").textValue(),
        json.path("http").textValue(),
        json.path("status").asText().toLowerCase(Locale.ROOT));
  }

  boolean isUp() {
    return status.equals(UP);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("roles");
    for (var role : roles) {
      json.writeString(role);
    }
    json.writeEndArray();
    if (pid == null) {
      json.writeNullField("pid");
    } else {
      json.writeNumberField("pid", pid);
    }
    json.writeStringField("address", address);
    json.writeStringField("http", http);
    json.writeStringField("status", status);
    json.writeEndObject();
  }
}
