package io.sampo.cli.cluster.plan;

import io.sampo.cli.cluster.process.NodePlace;
import io.sampo.cli.folder.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a local cluster lies: {@code DATA/cluster}. */
public record ClusterFolder(DataFolder data) {

  /** The folder itself, which need not exist. */
  public Path root() {
    return data.root().resolve("cluster");
  }

  /** Whether there is, or once was, a cluster. */
  public boolean exists() {
    return Files.exists(file());
  }

  /** What nodes there are to be. */
  public Path file() {
    return root().resolve("cluster.json");
  }

  /** Held by whoever changes the cluster. */
  public Path lock() {
    return root().resolve("lock");
  }

  /** Settings of all nodes, as {@code cluster up} was given them. */
  public Path settings() {
    return root().resolve("up.conf");
  }

  /** Certificates of the cluster's own, if it has some. */
  public Path certificates() {
    return root().resolve("tls");
  }

  /** The database of the cluster's own, if it has one. */
  public Path database() {
    return root().resolve("postgres");
  }

  /** Where programs are unpacked that come as archives. */
  public Path cache() {
    return data.root().resolve("cache");
  }

  /** The text of the administrator's token, written by the node that formed the cluster. */
  public Path token() {
    return data.root().resolve("token");
  }

  /** What nodes that were started for runs lie in. */
  public Path jobClusters() {
    return root().resolve("job-clusters");
  }

  /** The place of a node. */
  public NodePlace node(String name) {
    return new NodePlace(root().resolve("nodes").resolve(name));
  }
}
