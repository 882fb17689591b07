package io.sampo.execution.log;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the logs of all attempts under way to their limit. One thread looks at each five times a
 * second, so a log may pass its limit by as much as a task writes in that time; it is within it
 * when its watch has been closed.
 */
public final class LogLimit implements AutoCloseable {

  /** What a log may hold unless a setting says otherwise: 256 MiB. */
  public static final long DEFAULT_BYTES_MAX = 256L << 20;

  private static final Logger LOG = System.getLogger(LogLimit.class.getName());
  private static final long LOOK_EVERY_MILLIS = 200;

  private final long bytesMax;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  /** A limit of {@code bytesMax} for each log; at least 1 MiB. */
  public LogLimit(long bytesMax) {
    this.bytesMax = bytesMax;
    this.thread = Thread.ofPlatform().daemon().name("log-limit").start(this::lookAround);
  }

  /** Holds {@code log}, which exists, to the limit until the watch is closed. */
  public Watch watch(Path log) {
    var watch = new Watch(log, new CappedLog(log, bytesMax));
    watches.add(watch);
    return watch;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void lookAround() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        watches.forEach(Watch::look);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The watch over one log. */
  public final class Watch implements AutoCloseable {

    private final Path file;
    private final CappedLog log;

    private Watch(Path file, CappedLog log) {
      this.file = file;
      this.log = log;
    }

    /** Ends the watch once nobody writes any more, with the log within its limit. */
    @Override
    public void close() {
      watches.remove(this);
      look();
    }

    private synchronized void look() {
      try {
        log.trim();
      } catch (IOException broken) {
        watches.remove(this);
        LOG.log(Logger.Level.WARNING, "The log {0} cannot be limited: {1}", file, broken);
      }
    }
  }
}
