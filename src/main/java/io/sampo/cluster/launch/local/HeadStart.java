package io.sampo.cluster.launch.local;

import io.sampo.model.Check;
import java.time.Duration;

/**
 * What the first nodes of a cluster have over those started next, so that the first task need not
 * wait for all of them: a JVM that starts keeps a processor busy, and two on the same one take
 * twice as long, both of them.
 *
 * @param nodes that start at the same time; at least 1
 * @param duration from these to the next as many
 */
public record HeadStart(int nodes, Duration duration) {

  /** About what a node takes to begin its first task, if nothing else starts meanwhile. */
  private static final Duration START = Duration.ofSeconds(3);

  public HeadStart {
    Check.range("nodes", nodes, 1, Integer.MAX_VALUE);
    Check.that(!duration.isNegative(), "duration", duration, "0 or more");
  }

  /** What suits this machine, one of whose processors is the coordinator's. */
  public static HeadStart ofThisMachine() {
    return new HeadStart(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), START);
  }

  /** Waits until the next node may start, of which {@code started} have begun. */
  void grant(int started) throws InterruptedException {
    if (started > 0 && started % nodes == 0) {
      Thread.sleep(duration);
    }
  }
}
