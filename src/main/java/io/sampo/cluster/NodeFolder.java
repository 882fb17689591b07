package io.sampo.cluster;

import io.sampo.model.RunId;
import io.sampo.model.Submission;
import java.nio.file.Path;

/** Where things lie in the folder of an embedded run. Never changes: old runs are read by it. */
final class NodeFolder {

  private NodeFolder() {}

  static Path journal(Path runFolder) {
    return runFolder.resolve("journal");
  }

  static Path files(Path runFolder) {
    return runFolder.resolve("files");
  }

  static Path tasks(Path runFolder) {
    return runFolder.resolve("tasks");
  }

  /** The same for a run on the node of {@code runFolder}, which may be the work of a task there. */
  static Path tasks(Path runFolder, RunId run, Submission submission) {
    return submission.cause().parent() == null
        ? tasks(runFolder)
        : tasks(runFolder.resolveSibling(run.toString()));
  }
}
