package io.sampo.cli.cluster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What nodes a local cluster is to have, and where its journal is. */
public record ClusterPlan(Journal journal, List<NodePlan> nodes) {

  /** The most nodes of one kind: more do not help on one machine. */
  public static final int NODES_MAX = 50;

  public ClusterPlan {
    nodes = List.copyOf(nodes);
  }

  /** Where the journal is. */
  public sealed interface Journal {

    /** In the folder of the only coordinator. */
    record Embedded() implements Journal {}

    /** In a PostgreSQL that belongs to the cluster. */
    record OwnPostgres() implements Journal {}

    /** In a PostgreSQL that is somebody else's matter. */
    record Postgres(String url) implements Journal {}
  }

  /** The ports of a coordinator. */
  public record Ports(int cluster, int api) {}

  /** The nodes that a cluster begins with. Without workers the coordinators work as well. */
  public static ClusterPlan of(Journal journal, List<Ports> coordinators) {
    var nodes = new ArrayList<NodePlan>();
    for (var ports : coordinators) {
      nodes.add(
          new NodePlan(
              "coordinator-" + (nodes.size() + 1),
              List.of(NodePlan.COORDINATOR, NodePlan.API),
              ports.cluster(),
              ports.api(),
              null));
    }
    return new ClusterPlan(journal, nodes);
  }

  /** The same where coordinators work as well. */
  public ClusterPlan withWorkingCoordinators(@Nullable Integer slots) {
    return new ClusterPlan(
        journal,
        nodes.stream()
            .map(node ->
                node.isCoordinator()
                    ? new NodePlan(
                        node.name(),
                        List.of(NodePlan.COORDINATOR, NodePlan.WORKER, NodePlan.API),
                        node.port(),
                        node.apiPort(),
                        slots)
                    : node)
            .toList());
  }

  /** The same with one more worker. */
  public ClusterPlan withWorker(int port, @Nullable Integer slots) {
    var number =
        1
            + IntStream.rangeClosed(1, NODES_MAX)
                .filter(one -> find("worker-" + one).isPresent())
                .max()
                .orElse(0);
    var more = new ArrayList<>(nodes);
    more.add(new NodePlan("worker-" + number, List.of(NodePlan.WORKER), port, null, slots));
    return new ClusterPlan(journal, more);
  }

  public Optional<NodePlan> find(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  public List<NodePlan> coordinators() {
    return nodes.stream().filter(NodePlan::isCoordinator).toList();
  }

  /** The nodes that do nothing but work. */
  public List<NodePlan> workers() {
    return nodes.stream().filter(node -> !node.isCoordinator()).toList();
  }

  /** Where nodes look for the cluster. */
  public List<String> seeds() {
    return coordinators().stream().map(NodePlan::address).toList();
  }
}
