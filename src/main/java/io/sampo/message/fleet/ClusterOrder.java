package io.sampo.message.fleet;

import io.sampo.model.Check;
import io.sampo.model.RunId;
import java.util.Map;

/**
 * What a run wants of a launcher: that so many nodes of a name are there, or none. Repeated for as
 * long as it holds, by every coordinator that takes the run over.
 *
 * @param name whose nodes are meant
 * @param pool that their slots make
 * @param nodes how many are to be there; 0 for none, ever again
 * @param slots attempts that each runs at the same time; 0 for what a node has by itself
 * @param labels what their workers carry
 */
public record ClusterOrder(
    RunId run, ClusterName name, String pool, int nodes, int slots, Map<String, String> labels) {

  public ClusterOrder {
    Check.range("nodes", nodes, 0, ClusterName.NODES_MAX);
    labels = Map.copyOf(labels);
  }

  /** Whether every node of that name is to go. */
  public boolean isRemoval() {
    return nodes == 0;
  }
}
