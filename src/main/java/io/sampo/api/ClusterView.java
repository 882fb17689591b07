package io.sampo.api;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a node knows of its cluster. Must not block. */
@FunctionalInterface
public interface ClusterView {

  /** How the cluster is at present. */
  Status status();

  /**
   * How a cluster is.
   *
   * @param counters what has happened how often, by name
   */
  record Status(List<Node> nodes, SortedMap<String, Long> counters) {

    public Status {
      nodes = List.copyOf(nodes);
      counters = new TreeMap<>(counters);
    }

    /** The same of counters in any order. */
    public static Status of(List<Node> nodes, Map<String, Long> counters) {
      return new Status(nodes, new TreeMap<>(counters));
    }
  }

  /**
   * One node.
   *
   * @param roles of {@code coordinator}, {@code worker} and {@code api}
   * @param address where other nodes reach it
   * @param http where clients reach it; null without an API
   * @param status of its membership, such as {@code Up}; {@code unreachable} if nobody reaches it
   * @param pid of its process; 0 if nobody knows
   */
  record Node(
      String name,
      List<String> roles,
      String address,
      @Nullable String http,
      String status,
      long pid) {

    public Node {
      roles = List.copyOf(roles);
    }
  }
}
