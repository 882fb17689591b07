package io.sampo.execution.process;

import io.sampo.execution.AttemptException;
import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.Posix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small process that outlives the node by a moment. It holds the reading end of a pipe whose
 * other end only the node has; when the node is gone, however it went, it kills every process that
 * carries the node's mark, and ends. It has a session of its own, ignores the signals of a
 * terminal, and does not carry the mark itself.
 */
public final class Sentinel implements AutoCloseable {

  /**
   * {@code $1} is the entry to look for. A process that was just being started may show up late, so
   * three looks in a row must find nothing; there are 600 looks at most, one minute.
   */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      while read -r _; do :; done
      looks=0 empty=0
      while [ "$empty" -lt 3 ] && [ "$looks" -lt 600 ]; do
        looks=$((looks + 1))
        found=$(grep -lzsxF -e "$1" /proc/[0-9]*/environ)
        if [ -z "$found" ]; then
          empty=$((empty + 1))
        else
          empty=0
          for file in $found; do
            pid=${file#/proc/}
            kill -KILL "${pid%/environ}"
          done
        fi
        sleep 0.1
      done
      """;

  private final int pipe;

  private Sentinel(int pipe) {
    this.pipe = pipe;
  }

  /**
   * Starts the sentinel of this life of the node.
   *
   * @throws AttemptException if {@code /bin/sh} cannot be executed
   */
  public static Sentinel start(Mark mark) throws AttemptException, InterruptedException {
    var command = List.of("sh", "-c", SCRIPT, "sampo-sentinel", mark.entry());
    var environment = Map.of("PATH", "/usr/bin:/bin");
    var launch = new Launch("/bin/sh", command, environment, Path.of("/"), Path.of("/dev/null"));
    var pipe = Posix.pipe();
    try (var spawner = new Spawner()) {
      var pid = spawner.start(launch, pipe.readEnd());
      Thread.ofPlatform().daemon().name("sentinel").start(() -> reap(pid));
      return new Sentinel(pipe.writeEnd());
    } catch (AttemptException notStarted) {
      Posix.close(pipe.writeEnd());
      throw notStarted;
    } finally {
      Posix.close(pipe.readEnd());
    }
  }

  /** Lets the sentinel do its work now, and end. */
  @Override
  public void close() {
    Posix.close(pipe);
  }

  private static void reap(int pid) {
    Posix.awaitEnd(pid);
    Posix.reap(pid);
  }
}
