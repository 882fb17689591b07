package io.sampo.cluster;

import io.sampo.artifact.FolderArtifactStore;
import io.sampo.execution.AttemptException;
import io.sampo.execution.Executor;
import io.sampo.execution.local.LocalExecutor;
import io.sampo.execution.process.Mark;
import io.sampo.execution.process.Orphans;
import io.sampo.execution.process.Sentinel;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What attempts on an embedded node need: the pinned files, the executor, and a sentinel that kills
 * what the node leaves behind when it dies. When it is open, nothing of an earlier life of the node
 * runs any more.
 */
final class TaskHost implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final FolderArtifactStore files;
  private final Sentinel sentinel;
  private final LocalExecutor executor;

  private TaskHost(FolderArtifactStore files, Sentinel sentinel, LocalExecutor executor) {
    this.files = files;
    this.sentinel = sentinel;
    this.executor = executor;
  }

  /**
   * Opens the host of the node in {@code runFolder}, of which the caller holds the lock.
   *
   * @throws UncheckedIOException if the folder cannot be used
   * @throws IllegalStateException if processes of an earlier life do not go
   */
  static TaskHost open(Path runFolder, long logBytesMax) {
    try {
      var mark = Mark.of(runFolder);
      Orphans.sweep(mark, SWEEP);
      var files = new FolderArtifactStore(NodeFolder.files(runFolder));
      var sentinel = Sentinel.start(mark);
      var executor = new LocalExecutor(mark, files::path, System.getenv(), logBytesMax);
      return new TaskHost(files, sentinel, executor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttemptException e) {
      throw new IllegalStateException("no sentinel: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the node starts", e);
    }
  }

  Executor executor() {
    return executor;
  }

  /** Stores every file that a task of {@code jobs} names, as it is now. */
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

  @Override
  public void close() {
    executor.close();
    sentinel.close();
  }
}
