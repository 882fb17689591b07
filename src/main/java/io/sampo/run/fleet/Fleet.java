package io.sampo.run.fleet;

import io.sampo.message.fleet.ClusterName;
import io.sampo.run.RunEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where each job cluster of a run stands. Changed by the fold of the run alone; everybody else only
 * reads.
 */
public final class Fleet {

  /** A generation that is to go: which cluster, and which in its row. */
  public record Leaving(int cluster, int generation) {}

  private final int[] generations;
  private final NavigableMap<Integer, Stretch> present = new TreeMap<>();
  private final NavigableMap<ClusterName, Leaving> leaving = new TreeMap<>();

  /** Nothing was asked for of {@code clusters}. */
  public Fleet(JobClusters clusters) {
    generations = new int[clusters.size()];
  }

  /** As {@code kept} has it. */
  public Fleet(Snapshot kept) {
    generations = kept.generations().stream().mapToInt(Integer::intValue).toArray();
    kept.present().forEach(stretch -> present.put(stretch.cluster(), stretch));
    kept.leaving().forEach(left -> leaving.put(left.name(), left.generation()));
  }

  /** Those that are asked for, by number of the cluster. */
  public NavigableMap<Integer, Stretch> present() {
    return Collections.unmodifiableNavigableMap(present);
  }

  /** The generation of this name, if it is asked for. */
  public @Nullable Stretch present(ClusterName name) {
    for (var stretch : present.values()) {
      if (stretch.name().equals(name)) {
        return stretch;
      }
    }
    return null;
  }

  /** Those that were let go, and of which something may still run. */
  public NavigableMap<ClusterName, Leaving> leaving() {
    return Collections.unmodifiableNavigableMap(leaving);
  }

  /** How many generations of the cluster there were, the present one included. */
  public int generations(int cluster) {
    return generations[cluster];
  }

  /** Takes what happened. */
  public void accept(RunEvent.OfCluster event) {
    var cluster = event.cluster();
    switch (event) {
      case RunEvent.ClusterRequested said -> request(said);
      case RunEvent.ClusterResized said ->
          present.computeIfPresent(cluster, (_, stretch) -> stretch.withNodes(said.nodes()));
      case RunEvent.NodesArrived said ->
          present.computeIfPresent(cluster, (_, stretch) -> stretch.with(said.nodes()));
      case RunEvent.ClusterTroubled said ->
          present.computeIfPresent(cluster, (_, stretch) -> stretch.withTrouble(said.reason()));
      case RunEvent.ClusterReleased _ -> release(cluster);
      case RunEvent.ClusterRemoved _ ->
          leaving.values().removeIf(new Leaving(cluster, event.generation())::equals);
    }
  }

  private void request(RunEvent.ClusterRequested said) {
    generations[said.cluster()] = said.generation();
    present.put(
        said.cluster(),
        new Stretch(
            said.cluster(),
            said.generation(),
            said.name(),
            said.nodes(),
            new TreeSet<>(),
            said.at(),
            ""));
  }

  private void release(int cluster) {
    var stretch = present.remove(cluster);
    if (stretch != null) {
      leaving.put(stretch.name(), new Leaving(cluster, stretch.generation()));
    }
  }

  /** A generation that is to go, by its name. */
  public record Left(ClusterName name, Leaving generation) {}

  /**
   * Where each job cluster stood.
   *
   * @param generations how many there were, by cluster
   */
  public record Snapshot(List<Integer> generations, List<Stretch> present, List<Left> leaving) {}

  /** Where each stands now. */
  public Snapshot snapshot() {
    return new Snapshot(
        Arrays.stream(generations).boxed().toList(),
        List.copyOf(present.values()),
        leaving.entrySet().stream()
            .map(entry -> new Left(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Override
  public String toString() {
    return Map.of("present", present, "leaving", leaving).toString();
  }
}
