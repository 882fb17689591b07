package io.sampo.persistence.postgres.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of one server, known by their working folder, which is its data. While one of them
 * lives, the next server does not start: PostgreSQL finds the memory that they share still in use.
 */
record DataUsers(Path data) {

  /** In which the others notice that their first process was killed, which they do at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  /** Whether the process of that number is one of them. */
  boolean contains(long pid) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), data);
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Waits for the end of those that are left of a server that was killed, and kills who does not
   * end.
   *
   * @throws IOException if one is there even then
   */
  void awaitEnd() throws IOException {
    var left = processes();
    if (left.isEmpty() || haveEnded(left, PATIENCE)) {
      return;
    }
    left.forEach(ProcessHandle::destroyForcibly);
    if (!haveEnded(left, AFTER_KILL)) {
      throw new IOException(
          "%s: processes of an earlier server do not end: %s"
              .formatted(data, left.stream().map(ProcessHandle::pid).toList()));
    }
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(process -> contains(process.pid())).toList();
  }

  private static boolean haveEnded(List<ProcessHandle> processes, Duration limit)
      throws IOException {
    var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while processes end: " + processes, e);
    }
  }
}
