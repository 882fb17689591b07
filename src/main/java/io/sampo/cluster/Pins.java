package io.sampo.cluster;

import io.sampo.artifact.ArtifactStore;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores the files that a run is made of, as they are at its start. */
record Pins(ArtifactStore files) {

  /** Every file that a task of {@code jobs} names, by its path in the definition. */
  Map<String, ContentHash> pin(List<JobDefinition> jobs) {
    var pinned = new HashMap<String, ContentHash>();
    for (var job : jobs) {
      for (var task : job.tasks()) {
        task.work().files().forEach(file -> pinned.computeIfAbsent(file, this::store));
      }
    }
    return pinned;
  }

  private ContentHash store(String file) {
    try {
      return files.put(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
