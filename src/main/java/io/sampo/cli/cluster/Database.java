package io.sampo.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of the cluster's own, on this machine. */
public interface Database {

  /**
   * How it is reached.
   *
   * @param url for JDBC
   * @param passwordFile holds the password of {@code user}
   */
  record Access(String url, String user, Path passwordFile) {}

  /**
   * Starts the one that lies in {@code folder}, or makes it, unless it runs. It outlives the
   * caller.
   *
   * @param cache where its programs are unpacked
   */
  Access start(Path folder, Path cache) throws IOException;

  /** Stops the one in {@code folder}, if it runs, and leaves its data. */
  void stop(Path folder, Path cache) throws IOException;
}
