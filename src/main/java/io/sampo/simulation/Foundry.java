package io.sampo.simulation;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.run.RunCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Starts and stops nodes of job clusters as launchers do: each thing takes a while, comes to
 * nothing at times, and is done a second time at others. Some foundries remember what they removed,
 * and some do not.
 */
final class Foundry {

  private static final int SLOWEST_MILLIS = 1_500;

  private final Cluster cluster;
  private final SplittableRandom random;
  private final double failure;
  private final boolean remembers;
  private final Map<String, FleetNode> nodes = new HashMap<>();
  private final Set<ClusterName> removed = new HashSet<>();
  private boolean calm;

  Foundry(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    failure = random.nextInt(3) == 0 ? random.nextDouble() * 0.8 : 0;
    remembers = random.nextBoolean();
  }

  void calm() {
    calm = true;
  }

  /** An order of a coordinator on {@code from}, which may be gone by the time it is done. */
  void take(String from, ClusterOrder order) {
    cluster.witness.ordered(order);
    var times = !calm && random.nextInt(8) == 0 ? 2 : 1;
    for (var time = 0; time < times; time++) {
      var delay = 1 + random.nextInt(SLOWEST_MILLIS);
      cluster.agenda.in(delay, cluster.agenda.world, () -> carryOut(from, order));
    }
  }

  private void carryOut(String from, ClusterOrder order) {
    if (!calm && random.nextDouble() < failure) {
      tell(from, order, new What.Troubled("the foundry is on fire"));
    } else if (order.isRemoval()) {
      removed.add(order.name());
      of(order.name()).forEach(FleetNode::end);
      tell(from, order, new What.Removed());
    } else if (remembers && removed.contains(order.name())) {
      tell(from, order, new What.Troubled("it was removed"));
    } else {
      ensure(order);
      tell(from, order, new What.Troubled(""));
    }
  }

  private void ensure(ClusterOrder order) {
    for (var number = 1; number <= order.nodes(); number++) {
      var name = order.name().node(number);
      var known = nodes.get(name);
      if (known == null) {
        nodes.put(name, new FleetNode(cluster, order, number));
      } else if (known.isOver()) {
        known.startAgain();
      }
    }
  }

  private void tell(String from, ClusterOrder order, What what) {
    var news = new ClusterNews(order.run(), order.name(), what);
    cluster.toRun(from, order.run(), run -> run.receive(new RunCommand.HearCluster(news)));
  }

  private List<FleetNode> of(ClusterName name) {
    var found = new ArrayList<FleetNode>();
    nodes.forEach((node, known) -> {
      if (name.number(node) > 0) {
        found.add(known);
      }
    });
    return found;
  }

  /** All there ever were, in an order that is always the same. */
  List<FleetNode> nodes() {
    return nodes.keySet().stream().sorted().map(nodes::get).toList();
  }

  /** The node of this name, if there ever was one. */
  FleetNode node(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  /** Whether no node is there any more. */
  boolean isEmpty() {
    return nodes.values().stream().allMatch(FleetNode::isOver);
  }
}
