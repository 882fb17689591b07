package io.sampo.cluster.launch;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.Check;
import java.util.List;
import java.util.Map;

/**
 * The nodes that a run wants for itself, and what they need to find it.
 *
 * @param order of the run; no removal
 * @param seeds addresses of coordinators, by which the nodes find the cluster
 * @param settings that the nodes have beside these, by key
 */
public record LaunchOrder(ClusterOrder order, List<String> seeds, Map<String, String> settings) {

  public LaunchOrder {
    Check.that(!order.isRemoval(), "order", order, "at least one node");
    Check.that(!seeds.isEmpty(), "seeds", seeds, "at least one address of a coordinator");
    seeds = List.copyOf(seeds);
    settings = Map.copyOf(settings);
  }

  /** Of the cluster. */
  public ClusterName name() {
    return order.name();
  }

  /** How many; they are called {@code NAME-1} and so on. */
  public int nodes() {
    return order.nodes();
  }
}
