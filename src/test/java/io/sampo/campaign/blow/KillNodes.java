package io.sampo.campaign.blow;

import io.sampo.campaign.cluster.Node;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The end of nodes without a last word, and their restart.
 *
 * @param nodes in the order in which they are started again
 */
record KillNodes(String kind, String name, List<Node> nodes, int holdMillis) implements Blow {

  KillNodes {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String target() {
    return nodes.stream().map(Node::name).collect(Collectors.joining(","));
  }

  @Override
  public void strike() throws IOException, InterruptedException {
    for (var node : nodes) {
      node.signal("KILL");
    }
  }

  @Override
  public void mend() throws IOException {
    for (var node : nodes) {
      node.start();
    }
  }
}
