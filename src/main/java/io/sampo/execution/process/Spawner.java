package io.sampo.execution.process;

import io.sampo.execution.AttemptException;
import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.Posix;
import io.sampo.execution.posix.PosixSpawn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one permanent thread that starts processes, so that nothing that Linux ties to the thread a
 * process was started by ends before the node does.
 */
final class Spawner implements AutoCloseable {

  /** The {@code input} of a process that gets none. */
  static final int NO_INPUT = -1;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spawner").factory());

  Spawner() {
    Posix.keepEndedChildren();
  }

  /**
   * Starts a process.
   *
   * @return its number, which stays taken until it is reaped
   * @throws AttemptException if the program cannot be executed
   */
  int start(Launch launch, int input) throws AttemptException, InterruptedException {
    try {
      var pid = thread.submit(() -> PosixSpawn.start(launch, input)).get();
      if (pid < 0) {
        throw new AttemptException(false, complaint(launch, pid));
      }
      return pid;
    } catch (ExecutionException bug) {
      throw new IllegalStateException("cannot start " + launch.program(), bug.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  private static String complaint(Launch launch, int failure) {
    var reason =
        switch (-failure) {
          case Posix.ENOENT -> missing(launch);
          case Posix.ENOEXEC -> "neither a program nor a script that begins with #!";
          default -> Posix.error(failure);
        };
    return "cannot start %s in %s: %s".formatted(launch.program(), launch.directory(), reason);
  }

  /** The call itself does not say which of all the files it needs is not there. */
  private static String missing(Launch launch) {
    if (!Files.exists(Path.of(launch.program()))) {
      return "no such file";
    }
    if (!Files.isDirectory(launch.directory())) {
      return "no such folder";
    }
    var log = launch.log().getParent();
    return log == null || Files.isDirectory(log)
        ? "the interpreter that its first line names does not exist"
        : "no folder %s for its log".formatted(log);
  }
}
