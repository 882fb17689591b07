package io.sampo.run.fleet;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.Now;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One generation of a job cluster, from when its nodes are asked for until they are let go.
 *
 * @param name of its nodes, by which whoever starts them knows them
 * @param nodes how many are wanted at present
 * @param arrived numbers of those that were there at some time
 * @param requested when it was asked for
 * @param trouble what was last heard against its coming; empty if nothing
 */
public record Stretch(
    int cluster,
    int generation,
    ClusterName name,
    int nodes,
    SortedSet<Integer> arrived,
    Now requested,
    String trouble) {

  Stretch withNodes(int others) {
    return new Stretch(cluster, generation, name, others, arrived, requested, trouble);
  }

  Stretch with(Iterable<Integer> more) {
    var all = new TreeSet<>(arrived);
    more.forEach(all::add);
    return new Stretch(cluster, generation, name, nodes, all, requested, trouble);
  }

  Stretch withTrouble(String reason) {
    return new Stretch(cluster, generation, name, nodes, arrived, requested, reason);
  }
}
