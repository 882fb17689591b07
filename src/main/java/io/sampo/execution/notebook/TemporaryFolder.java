package io.sampo.execution.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where the JVM of a notebook puts its temporary files: DuckDB alone leaves 70 MB there whenever it
 * is killed.
 */
record TemporaryFolder(Path path) {

  private static final Logger LOG = System.getLogger(TemporaryFolder.class.getName());

  void create() throws IOException {
    Files.createDirectories(path);
  }

  /** Removes the folder with all that is in it; what cannot be removed stays. */
  void remove() {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException broken) {
      LOG.log(Logger.Level.WARNING, "{0} cannot be removed: {1}", path, broken);
    }
  }
}
