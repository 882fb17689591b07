package io.sampo.simulation;

import io.sampo.message.WorkerStatus.Place;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.run.RunCommand;
import io.sampo.slots.Claim;

/** A node of a job cluster: a host with a worker that goes for good when nobody claims it. */
final class FleetNode {

  /** Shorter than the real one, so that a story has room for it. */
  private static final long PATIENCE_MILLIS = 8_000;

  private static final long LOOK_MILLIS = 100;
  private static final int SLOTS = 2;

  private final Cluster cluster;
  private final ClusterOrder order;
  private final int number;
  private final WorkerHost host;
  private Claim claim;
  private boolean over;

  /** Counts the processes, of which each has a claim of its own. */
  private int process;

  FleetNode(Cluster cluster, ClusterOrder order, int number) {
    this.cluster = cluster;
    this.order = order;
    this.number = number;
    var place = new Place(order.pool(), order.labels());
    host = new WorkerHost(cluster, order.name().node(number), place, slots(order));
    claim = claim();
    begin();
  }

  private static int slots(ClusterOrder order) {
    return order.slots() == 0 ? SLOTS : order.slots();
  }

  WorkerHost host() {
    return host;
  }

  /** Whether there is no process. */
  boolean isOver() {
    return over;
  }

  /** Another process in place of one that is gone. */
  void startAgain() {
    over = false;
    host.restart();
    claim = claim();
    begin();
  }

  /** Ends the process, for good unless it is started again. */
  void end() {
    over = true;
    host.crash();
  }

  private Claim claim() {
    return new Claim(PATIENCE_MILLIS, cluster.agenda.nowMillis());
  }

  private void begin() {
    process++;
    look(process);
  }

  /** A worker that lost its lease begins anew in the same process, and is asked for as before. */
  private void look(int own) {
    if (over || own != process) {
      return;
    }
    var now = cluster.agenda.nowMillis();
    if (claim.isOver(now) && !cluster.has(Flaw.CLAIM_IGNORED)) {
      cluster.sightings.saw(Claim.class);
      end();
      return;
    }
    if (claim.asks(now) && !host.life().isDead()) {
      var present = new What.Present(number, host.worker(), now);
      var news = new ClusterNews(order.run(), order.name(), present);
      cluster.toRun(host.name(), order.run(), run -> run.receive(new RunCommand.HearCluster(news)));
    }
    cluster.agenda.in(LOOK_MILLIS, cluster.agenda.world, () -> look(own));
  }

  void hear(NodeClaim answer) {
    if (!over && answer.worker().equals(host.worker())) {
      claim.hear(answer);
    }
  }
}
