package io.sampo.projection;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.run.RunEvent;
import io.sampo.run.fleet.JobClusters;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For how long which nodes worked for a run. A node of a job cluster counts from when it was asked
 * for until it was released, busy or not, since it was there for this run alone. A node that others
 * use as well counts while it has an attempt of the run: from the hand-over of the first until the
 * end of the last is on record, several at once counting once.
 */
public final class NodeTimes {

  /**
   * One generation of a job cluster.
   *
   * @param nodes how many are or were wanted last
   * @param readyMillis when as many as were wanted had come; null if they have not
   * @param releasedMillis null while they are wanted
   * @param nodeMillis of all its nodes together, until its release or the last event
   */
  public record Own(
      String key,
      ClusterName name,
      int generation,
      int nodes,
      long requestedMillis,
      @Nullable Long readyMillis,
      @Nullable Long releasedMillis,
      long nodeMillis) {}

  /**
   * The nodes of a pool that attempts of the run were on.
   *
   * @param busyMillis of all these nodes together, until the last event
   */
  public record Shared(String pool, int nodes, long busyMillis) {}

  private static final class Row {
    private final String key;
    private final RunEvent.ClusterRequested requested;
    private int nodes;
    private int arrived;
    private long countedMillis;
    private long nodeMillis;
    private @Nullable Long readyMillis;
    private @Nullable Long releasedMillis;

    Row(String key, RunEvent.ClusterRequested requested) {
      this.key = key;
      this.requested = requested;
      nodes = requested.nodes();
      countedMillis = requested.at().wallMillis();
    }

    /** The clock of another coordinator may be behind. */
    void count(long untilMillis) {
      nodeMillis += nodes * Math.max(0, untilMillis - countedMillis);
      countedMillis = Math.max(countedMillis, untilMillis);
    }
  }

  /** A node that others use as well, and how many attempts of the run it has. */
  private static final class Node {
    private int held;
    private long sinceMillis;
    private long busyMillis;
  }

  private record Place(String pool, String worker) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<Place, Node> nodes = new HashMap<>();
  private final Map<Integer, Place> places = new HashMap<>();
  private long lastMillis;

  /** Takes an event that {@code run} has folded. */
  void accept(LiveRun run, RunEvent event) {
    lastMillis = Math.max(lastMillis, event.at().wallMillis());
    if (event instanceof RunEvent.AttemptsStarted(_, var worker, var started)) {
      started.forEach(one -> start(run, one.task(), worker.name()));
    } else if (event instanceof RunEvent.AssignmentsReturned(_, var returned)) {
      returned.forEach(one -> end(one.task()));
    } else if (event instanceof RunEvent.AttemptsEnded(_, var ended)) {
      ended.forEach(one -> end(one.task()));
    } else if (event instanceof RunEvent.OfCluster said) {
      accept(run, said);
    }
  }

  private void start(LiveRun run, int task, String worker) {
    if (run.cluster(task) == JobClusters.NONE
        && run.definition(task).compute().cluster() instanceof Compute.AllPurpose(var pool)) {
      var place = new Place(pool, worker);
      places.put(task, place);
      var node = nodes.computeIfAbsent(place, _ -> new Node());
      if (node.held++ == 0) {
        node.sinceMillis = lastMillis;
      }
    }
  }

  private void end(int task) {
    var place = places.remove(task);
    var node = place == null ? null : nodes.get(place);
    if (node != null && --node.held == 0) {
      node.busyMillis += lastMillis - node.sinceMillis;
    }
  }

  private void accept(LiveRun run, RunEvent.OfCluster event) {
    if (event instanceof RunEvent.ClusterRequested requested) {
      rows.add(new Row(run.plan().clusters().key(event.cluster()), requested));
      return;
    }
    for (var row : rows) {
      if (row.requested.cluster() == event.cluster()
          && row.requested.generation() == event.generation()) {
        accept(row, event);
      }
    }
  }

  private void accept(Row row, RunEvent.OfCluster event) {
    switch (event) {
      case RunEvent.ClusterResized(_, _, _, var count) -> {
        row.count(lastMillis);
        row.nodes = count;
      }
      case RunEvent.NodesArrived(_, _, _, var numbers) -> row.arrived += numbers.size();
      case RunEvent.ClusterReleased _ -> {
        row.count(lastMillis);
        row.releasedMillis = lastMillis;
      }
      case RunEvent.ClusterRequested _, RunEvent.ClusterTroubled _, RunEvent.ClusterRemoved _ -> {}
    }
    if (row.readyMillis == null && row.arrived >= row.nodes) {
      row.readyMillis = lastMillis;
    }
  }

  /** Job clusters, in the order in which they were asked for. */
  public List<Own> own() {
    var own = new ArrayList<Own>();
    for (var row : rows) {
      if (row.releasedMillis == null) {
        row.count(lastMillis);
      }
      own.add(
          new Own(
              row.key,
              row.requested.name(),
              row.requested.generation(),
              row.nodes,
              row.requested.at().wallMillis(),
              row.readyMillis,
              row.releasedMillis,
              row.nodeMillis));
    }
    return own;
  }

  /** Pools that others use as well, by name. */
  public List<Shared> shared() {
    var pools = new TreeMap<String, Shared>();
    nodes.forEach((place, node) -> {
      var running = node.held > 0 ? lastMillis - node.sinceMillis : 0;
      var one = new Shared(place.pool(), 1, node.busyMillis + running);
      pools.merge(place.pool(), one, NodeTimes::sum);
    });
    return List.copyOf(pools.values());
  }

  private static Shared sum(Shared one, Shared other) {
    return new Shared(
        one.pool(), one.nodes() + other.nodes(), one.busyMillis() + other.busyMillis());
  }
}
