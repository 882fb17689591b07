package io.sampo.cli.cluster.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is to be.
 *
 * @param name what {@code cluster kill} takes
 * @param roles as settings have them
 * @param port of its traffic with other nodes
 * @param apiPort of its HTTP; null without
 * @param slots of its worker; null for what the settings say
 */
public record NodePlan(
    String name, List<String> roles, int port, @Nullable Integer apiPort, @Nullable Integer slots) {

  /** Local clusters are for the machine that they are on, and nobody else. */
  public static final String HOST = "127.0.0.1";

  public static final String COORDINATOR = "coordinator";
  public static final String WORKER = "worker";
  public static final String API = "api";

  public NodePlan {
    roles = List.copyOf(roles);
  }

  public boolean isCoordinator() {
    return roles.contains(COORDINATOR);
  }

  /** Where other nodes find it. */
  public String address() {
    return HOST + ":" + port;
  }

  /** Where its API is; null without. */
  public @Nullable String http() {
    return apiPort == null ? null : "http://%s:%d".formatted(HOST, apiPort);
  }
}
