package io.sampo.cluster.node;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What has happened to a node, counted over all lives of its process. */
final class Tally {

  private final AtomicLong refusedWrites = new AtomicLong();
  private final AtomicInteger excluded = new AtomicInteger();

  /** The journal has refused a write, since another node has gone on with that run. */
  void refuse() {
    refusedWrites.incrementAndGet();
  }

  /** So many lives of coordinators are on the roll without which others have gone on. */
  void excluded(long lives) {
    excluded.set(Math.toIntExact(lives));
  }

  long refusedWrites() {
    return refusedWrites.get();
  }

  int excluded() {
    return excluded.get();
  }
}
