package io.sampo.cli.node;

import io.sampo.config.Settings;
import java.nio.file.Path;

/** Starts nodes of clusters in this process. */
@FunctionalInterface
public interface ClusterNodes {

  /**
   * Where a node lies.
   *
   * @param folder its own, whose lock the caller holds
   * @param token where the text of the administrator's token is written if this node makes it
   */
  record Place(Path folder, Path token) {}

  /**
   * Starts a node, and returns when it takes part in its cluster and, if it has an API, serves it;
   * waits for the cluster as long as it takes.
   *
   * @throws RuntimeException if it cannot take part; the message says why
   */
  RunningNode start(Settings settings, Place place) throws InterruptedException;
}
