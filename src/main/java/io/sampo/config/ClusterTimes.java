package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sampo.model.Check;
import java.time.Duration;

/**
 * How long nodes of a cluster wait for each other; all nodes have the same.
 *
 * @param lease how long a worker goes on without a coordinator node; 500 ms to 5 min
 * @param adopt how long it goes on when the only coordinator's process has ended; at least {@code
 *     lease}, at most 1 h
 * @param pause of heartbeats, after which a node is out of sight; 100 ms to 1 min
 * @param stable for how long the same coordinators must be out of sight before the others go on
 *     without them; 0 to 5 min
 */
public record ClusterTimes(Duration lease, Duration adopt, Duration pause, Duration stable) {

  /** What all these settings begin with. */
  static final String KEY = "sampo.cluster.";

  public ClusterTimes {
    Check.range("lease", lease.toMillis(), 500, 300_000);
    Check.range("adopt", adopt.toMillis(), lease.toMillis(), 3_600_000);
    Check.range("pause", pause.toMillis(), 100, 60_000);
    Check.range("stable", stable.toMillis(), 0, 300_000);
  }

  /** Reads {@code sampo.cluster}. */
  static ClusterTimes of(Config config) {
    var cluster = config.getConfig("sampo.cluster");
    try {
      return new ClusterTimes(
          cluster.getDuration("lease"),
          cluster.getDuration("adopt"),
          cluster.getDuration("pause"),
          cluster.getDuration("stable"));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new SettingsException("sampo.cluster: " + e.getMessage());
    }
  }
}
