package io.sampo.cluster;

import io.sampo.execution.AttemptException;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.execution.local.LocalExecutor;
import io.sampo.execution.process.Mark;
import io.sampo.execution.process.Orphans;
import io.sampo.execution.process.Sentinel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What attempts on a node need: the executor, and a sentinel that kills what the node leaves behind
 * when it dies. When it is open, nothing of an earlier life of the node runs any more.
 */
public final class TaskHost implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final Sentinel sentinel;
  private final LocalExecutor executor;

  private TaskHost(Sentinel sentinel, LocalExecutor executor) {
    this.sentinel = sentinel;
    this.executor = executor;
  }

  /**
   * Opens the host of the node in {@code folder}, of which the caller holds the lock.
   *
   * @param files where attempts find their files
   * @throws UncheckedIOException if the folder cannot be used
   * @throws IllegalStateException if processes of an earlier life do not go
   */
  public static TaskHost open(Path folder, FileSource files, long logBytesMax) {
    try {
      var mark = Mark.of(folder);
      Orphans.sweep(mark, SWEEP);
      var sentinel = Sentinel.start(mark);
      var executor = new LocalExecutor(mark, files, System.getenv(), logBytesMax);
      return new TaskHost(sentinel, executor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttemptException e) {
      throw new IllegalStateException("no sentinel: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the node starts", e);
    }
  }

  /** Carries out attempts. */
  public Executor executor() {
    return executor;
  }

  @Override
  public void close() {
    executor.close();
    sentinel.close();
  }
}
