package io.sampo.cli.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The nodes of one server that have an API, and the one whose turn it is. Thread-safe. */
final class ApiNodes {

  /** More than any cluster has; what else an answer may name is ignored. */
  private static final int NODES_MAX = 100;

  private final List<URI> nodes;
  private int turn;

  ApiNodes(List<URI> nodes) {
    this.nodes = new ArrayList<>(nodes);
  }

  synchronized URI current() {
    return nodes.get(turn);
  }

  synchronized int size() {
    return nodes.size();
  }

  /** Goes over to the next one, unless somebody else did so since {@code failed} was current. */
  synchronized void leave(URI failed) {
    if (nodes.get(turn).equals(failed)) {
      turn = (turn + 1) % nodes.size();
    }
  }

  /** Knows one more, which is tried when the others have failed. */
  synchronized void add(String url) {
    ServerAddress.parse(url)
        .filter(node -> nodes.size() < NODES_MAX && !nodes.contains(node))
        .ifPresent(nodes::add);
  }
}
