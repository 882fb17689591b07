package io.sampo.cluster;

import java.nio.file.Path;

/** Where things lie in the folder of an embedded run. Never changes: old runs are read by it. */
final class NodeFolder {

  private NodeFolder() {}

  static Path journal(Path runFolder) {
    return runFolder.resolve("journal");
  }

  static Path snapshots(Path runFolder) {
    return runFolder.resolve("snapshots");
  }

  static Path files(Path runFolder) {
    return runFolder.resolve("files");
  }

  static Path tasks(Path runFolder) {
    return runFolder.resolve("tasks");
  }
}
