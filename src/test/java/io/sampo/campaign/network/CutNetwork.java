package io.sampo.campaign.network;

import io.sampo.campaign.blow.Blow;
import io.sampo.outside.network.Namespaces;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Links that lose all that is sent over them.
 *
 * @param turns how often they break and heal; the last time they stay so as long as the others
 */
record CutNetwork(
    Namespaces network, String name, String target, List<Link> links, int turns, int holdMillis)
    implements Blow {

  /** One direction between two places. */
  record Link(int from, int to) {}

  CutNetwork {
    links = List.copyOf(links);
  }

  @Override
  public String kind() {
    return "F8";
  }

  @Override
  public void strike() throws IOException, InterruptedException {
    for (var turn = 1; turn < turns; turn++) {
      cut();
      TimeUnit.MILLISECONDS.sleep(holdMillis);
      mend();
      TimeUnit.MILLISECONDS.sleep(holdMillis);
    }
    cut();
  }

  private void cut() throws IOException {
    for (var link : links) {
      network.cutOneWay(link.from(), link.to());
    }
  }

  @Override
  public void mend() throws IOException {
    network.heal();
  }
}
