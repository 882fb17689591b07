package io.sampo.cluster.node;

import io.sampo.artifact.SmallFile;
import io.sampo.model.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where things lie in the folder of a node. Never changes: it is read by every later life. */
record NodeFolders(Path root) {

  Path journal() {
    return root.resolve("journal");
  }

  Path files() {
    return root.resolve("files");
  }

  /** Files that came from other nodes. */
  Path shelf() {
    return root.resolve("shelf");
  }

  /** Beside the folders of all nodes of a local cluster: those of nodes started for runs. */
  Path jobClusters() {
    return root.toAbsolutePath().normalize().resolveSibling("../job-clusters").normalize();
  }

  Path tasks(RunId run) {
    return root.resolve("tasks").resolve(run.toString());
  }

  /**
   * Numbers the next life of the node's worker: above all before, also if the clock was set back.
   */
  synchronized long nextIncarnation() {
    try {
      var file = root.resolve("incarnation");
      var last = lines(file).stream().mapToLong(Long::parseLong).max().orElse(0);
      var next = Math.max(last + 1, System.currentTimeMillis());
      SmallFile.write(file, Long.toString(next));
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException("the worker's number cannot be kept: " + e.getMessage(), e);
    }
  }

  /** The other members of the cluster when it was last looked at, as {@code host:port}. */
  List<String> peers() {
    try {
      return lines(peersFile());
    } catch (IOException e) {
      throw new UncheckedIOException(peersFile() + " cannot be read: " + e.getMessage(), e);
    }
  }

  void peers(List<String> addresses) {
    try {
      SmallFile.write(peersFile(), String.join("\n", addresses));
    } catch (IOException e) {
      throw new UncheckedIOException(peersFile() + " cannot be written: " + e.getMessage(), e);
    }
  }

  private Path peersFile() {
    return root.resolve("peers");
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
