package io.sampo.simulation.ledger;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is recorded of the nodes that a run has for itself. */
final class Clusters {

  /** A generation of a cluster that is asked for. */
  private static final class Present {
    private final int generation;
    private final ClusterName name;
    private final Set<Integer> arrived = new HashSet<>();
    private int nodes;

    Present(RunEvent.ClusterRequested requested) {
      generation = requested.generation();
      name = requested.name();
      nodes = requested.nodes();
    }
  }

  private final Book book;

  /**
   * A cluster, by what tasks call it.
   *
   * @param task whose own it is; -1 if tasks share it
   */
  private record Key(Compute.Cluster cluster, int task) {}

  /** In the order in which tasks name them. */
  private final List<Key> all = new ArrayList<>();

  private final Map<Integer, Integer> generations = new HashMap<>();
  private final Map<Integer, Present> present = new TreeMap<>();
  private final Map<ClusterName, RunEvent.OfCluster> released = new HashMap<>();

  /** The most nodes that were ever asked for under a name. */
  private final Map<ClusterName, Integer> most = new HashMap<>();

  Clusters(Book book) {
    this.book = book;
    for (var line : book.jobLines()) {
      var key = key(line);
      if (key != null && !all.contains(key)) {
        all.add(key);
      }
    }
  }

  /** The cluster of the run's own that a line's work needs; null if it needs none. */
  private @Nullable Key key(Line line) {
    var definition = line.definition;
    var runs = definition.work() instanceof Work.ForEach loop ? loop.task() : definition;
    if (runs.work().needsNoWorker()) {
      return null;
    }
    return switch (runs.compute().cluster()) {
      case Compute.AllPurpose _ -> null;
      case Compute.OfJob shared -> new Key(shared, -1);
      case Compute.OfTask own -> new Key(own, line.loop < 0 ? line.task : line.loop);
    };
  }

  private boolean isOn(Line line, int cluster) {
    return Objects.equals(key(line), all.get(cluster));
  }

  void accept(RunEvent.OfCluster event) {
    must("cluster", event.cluster() >= 0 && event.cluster() < all.size(), "no such: ", event);
    if (event instanceof RunEvent.ClusterRequested requested) {
      request(requested);
      return;
    }
    if (event instanceof RunEvent.ClusterRemoved) {
      var gone = released.values().removeIf(one -> isSame(one, event));
      must("cluster", gone, "removed, but never released: ", event);
      return;
    }
    var now = present.get(event.cluster());
    must("cluster", now != null && now.generation == event.generation(), "not there: ", event);
    accept(Objects.requireNonNull(now), event);
  }

  private static boolean isSame(RunEvent.OfCluster one, RunEvent.OfCluster other) {
    return one.cluster() == other.cluster() && one.generation() == other.generation();
  }

  private void accept(Present now, RunEvent.OfCluster event) {
    switch (event) {
      case RunEvent.ClusterResized(_, _, _, var nodes) -> {
        must("cluster", nodes != now.nodes && isAllowed(event.cluster(), nodes), event);
        now.nodes = nodes;
        most.merge(now.name, nodes, Math::max);
      }
      case RunEvent.NodesArrived(_, _, _, var numbers) ->
          numbers.forEach(one -> {
            must("cluster", one >= 1 && one <= now.nodes, "never asked for: ", event);
            must("cluster", now.arrived.add(one), "came twice: ", event);
          });
      case RunEvent.ClusterTroubled _ -> {}
      case RunEvent.ClusterReleased released -> release(now, released);
      case RunEvent.ClusterRequested _, RunEvent.ClusterRemoved _ -> {}
    }
  }

  private void request(RunEvent.ClusterRequested requested) {
    var cluster = requested.cluster();
    var generation = requested.generation();
    must("cluster", !present.containsKey(cluster), "asked for twice: ", requested);
    must(
        "cluster",
        generation == generations.getOrDefault(cluster, 0) + 1,
        "generation: ",
        requested);
    must("cluster", isAllowed(cluster, requested.nodes()), "size: ", requested);
    must("cluster", !most.containsKey(requested.name()), "a name used before: ", requested);
    must(
        "cluster",
        book.lines.stream().anyMatch(line -> needs(line, cluster)),
        "no need: ",
        requested);
    generations.put(cluster, generation);
    present.put(cluster, new Present(requested));
    most.put(requested.name(), requested.nodes());
  }

  /** Whether the line may start there and has not. */
  private boolean needs(Line line, int cluster) {
    var may = line.loop < 0 ? line.called : book.line(line.loop).looping;
    return may
        && line.rest == null
        && !line.isUnderWay()
        && !book.isDoomed(line)
        && isOn(line, cluster)
        && !line.definition.work().needsNoWorker();
  }

  private boolean isAllowed(int cluster, int nodes) {
    var allowed = book.job.nodes(all.get(cluster).cluster());
    return allowed != null && nodes >= allowed.min() && nodes <= allowed.max();
  }

  private void release(Present now, RunEvent.ClusterReleased event) {
    for (var line : book.lines) {
      if (isOn(line, event.cluster())) {
        must("cluster", line.fence == 0, "released under an attempt: ", event, " ", line);
        must(
            "cluster",
            line.rest != null || isPast(line) || !event.failure().isEmpty(),
            "released too early: ",
            event,
            " ",
            line);
      }
    }
    present.remove(event.cluster());
    released.put(now.name, event);
  }

  /** Whether it is an iteration that nobody goes through any more. */
  private boolean isPast(Line line) {
    return line.loop >= 0 && !book.line(line.loop).looping;
  }

  /** An attempt was handed to a worker. */
  void start(int task, String worker) {
    var cluster = all.indexOf(key(book.line(task)));
    if (cluster >= 0) {
      var now = present.get(cluster);
      var number = now == null ? 0 : now.name.number(worker);
      must("cluster", number >= 1, "task ", task, " runs elsewhere: ", worker);
    }
  }

  /** Whether so many nodes of that name were ever asked for. */
  boolean isAsked(ClusterName name, int nodes) {
    return nodes <= most.getOrDefault(name, 0);
  }

  /** Whether nodes of that name were asked for and are not any more. */
  boolean isOver(ClusterName name) {
    return most.containsKey(name)
        && present.values().stream().noneMatch(one -> one.name.equals(name));
  }

  /** Whether a task failed since no node of its cluster came. */
  boolean isImpossible(Line line, String message) {
    return present.containsKey(all.indexOf(key(line))) && message.startsWith("job cluster ");
  }

  void mustBeReleased(Object what) {
    must("cluster", present.isEmpty(), "left behind: ", what);
  }

  boolean isAllRemoved() {
    return released.isEmpty();
  }
}
