package io.sampo.execution.process;

import io.sampo.execution.posix.Posix;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Processes that an earlier life of a node has left behind. */
public final class Orphans {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private Orphans() {}

  /**
   * Kills every process that an earlier life of the node started, and whatever descends from it,
   * and returns when they are gone. To be called before the node starts anything, while it is the
   * only one of its place.
   *
   * @param mark of the life that begins now
   * @param limit how long to wait for them to go
   * @return how many were found
   * @throws IllegalStateException if some are still there after {@code limit}; names them
   */
  public static int sweep(Mark mark, Duration limit) throws InterruptedException {
    var found = new HashSet<Integer>();
    var until = System.nanoTime() + limit.toNanos();
    while (true) {
      var alive = orphans(mark);
      if (alive.isEmpty()) {
        return found.size();
      }
      if (System.nanoTime() - until >= 0) {
        throw new IllegalStateException(
            "processes left by an earlier life of this node: %s (expected: gone within %s)"
                .formatted(alive, limit));
      }
      alive.forEach(pid -> Posix.kill(pid, Posix.SIGKILL));
      found.addAll(alive);
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private static Set<Integer> orphans(Mark mark) {
    var table = ProcTable.read();
    var marked =
        table.rows().stream()
            .map(ProcTable.Row::pid)
            .filter(pid -> isOrphan(ProcTable.environment(pid), mark))
            .collect(Collectors.toSet());
    var family = table.withDescendants(marked);
    family.remove((int) ProcessHandle.current().pid());
    return family;
  }

  private static boolean isOrphan(String environment, Mark mark) {
    return environment.contains("\0" + mark.entryOfAnyLife())
        && !environment.contains("\0" + mark.entry() + "\0");
  }
}
