package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.message.fleet.ClusterName;
import io.sampo.model.RunId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a worker node works for.
 *
 * @param place its pool, and the labels it carries
 * @param jobNode the run whose node it is; null if it stays
 */
public record WorkerPlace(Place place, @Nullable JobNode jobNode) {

  /** A node that was started for a run, as number {@code number} of a cluster. */
  public record JobNode(RunId run, ClusterName cluster, int number) {}

  /**
   * Reads {@code sampo.worker} and {@code sampo.node.job-cluster}.
   *
   * @throws SettingsException if a value is wrong
   */
  static WorkerPlace of(Config config) {
    try {
      var pool = config.getString("sampo.worker.pool");
      return new WorkerPlace(
          new Place(pool, labels(config.getString("sampo.worker.labels"))), jobNode(config));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new SettingsException("sampo.worker: " + e.getMessage());
    }
  }

  private static @Nullable JobNode jobNode(Config config) {
    var name = config.getString("sampo.node.job-cluster.name");
    if (name.isEmpty()) {
      return null;
    }
    var cluster = new ClusterName(name);
    return new JobNode(
        new RunId(config.getLong("sampo.node.job-cluster.run")),
        cluster,
        cluster.number(config.getString("sampo.node.name")));
  }

  /** {@code key=value,key=value}. */
  private static Map<String, String> labels(String text) {
    var labels = new TreeMap<String, String>();
    for (var part : text.split(",", -1)) {
      if (!part.isBlank()) {
        var at = part.indexOf('=');
        if (at < 1) {
          throw new IllegalArgumentException(
              "labels: '%s' (expected: key=value,key=value)".formatted(part));
        }
        labels.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
      }
    }
    return labels;
  }
}
