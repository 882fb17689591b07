package io.sampo.run.fleet;

import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.RunId;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job clusters that tasks of a job run on, each with a number, in the order in which tasks name
 * them; those that no task names are left out. Tasks on one cluster may be at several sites, which
 * differ by labels. Immutable, and shared by all runs of the job.
 */
public final class JobClusters {

  /** In place of a cluster's number, for what is elsewhere. */
  public static final int NONE = -1;

  /**
   * One of them.
   *
   * @param key by which people know it, different for each
   * @param compute of a task that runs on it, to name its pool by
   */
  private record One(String key, Nodes nodes, Compute compute, TaskKey task) {}

  private final List<One> all = new ArrayList<>();

  /** By the number of a site. */
  private final int[] bySite;

  /** A job without any. */
  private JobClusters(int sites) {
    bySite = new int[sites];
  }

  /**
   * A place where tasks of the job run.
   *
   * @param task whose own cluster it is, if it is one
   */
  public record Place(Compute compute, TaskKey task) {}

  /**
   * Those of {@code job}.
   *
   * @param places its sites, by number
   * @throws IllegalArgumentException if a task names a cluster that is none
   */
  public static JobClusters of(JobDefinition job, List<Place> places) {
    var clusters = new JobClusters(places.size());
    var numbers = new HashMap<String, Integer>();
    for (var site = 0; site < places.size(); site++) {
      var place = places.get(site);
      var key = key(place);
      clusters.bySite[site] =
          key == null ? NONE : numbers.computeIfAbsent(key, _ -> clusters.add(job, key, place));
    }
    return clusters;
  }

  private static @Nullable String key(Place place) {
    return switch (place.compute().cluster()) {
      case Compute.AllPurpose _ -> null;
      case Compute.OfJob(var name) -> name;
      case Compute.OfTask _ -> "task/" + place.task();
    };
  }

  private int add(JobDefinition job, String key, Place place) {
    var nodes = job.nodes(place.compute().cluster());
    if (nodes == null) {
      throw new IllegalArgumentException(
          "%s runs on job cluster %s, which is none".formatted(place.task(), key));
    }
    all.add(new One(key, nodes, place.compute(), place.task()));
    return all.size() - 1;
  }

  /** How many there are; their numbers are below this. */
  public int size() {
    return all.size();
  }

  /** The cluster that a site is on; {@link #NONE} if on none. */
  public int ofSite(int site) {
    return site < 0 ? NONE : bySite[site];
  }

  /** By what people know it. */
  public String key(int cluster) {
    return all.get(cluster).key();
  }

  /** What it is made of. */
  public Nodes nodes(int cluster) {
    return all.get(cluster).nodes();
  }

  /** The pool that its slots make in a run. */
  public String pool(int cluster, RunId run) {
    return all.get(cluster).compute().pool(run, all.get(cluster).task());
  }
}
