package io.sampo.campaign.blow;

import io.sampo.campaign.cluster.Node;
import java.io.IOException;

/** A node that stands still, and goes on as if nothing had been. */
record PauseNode(Node node, int holdMillis) implements Blow {

  @Override
  public String kind() {
    return "F9";
  }

  @Override
  public String name() {
    return "SIGSTOP for %d ms of a %s"
        .formatted(holdMillis, node.isCoordinator() ? "coordinator" : "worker");
  }

  @Override
  public String target() {
    return node.name();
  }

  @Override
  public void strike() throws IOException, InterruptedException {
    node.signal("STOP");
  }

  @Override
  public void mend() throws IOException, InterruptedException {
    node.signal("CONT");
  }
}
