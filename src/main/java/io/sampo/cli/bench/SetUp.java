package io.sampo.cli.bench;

import io.sampo.cli.cluster.Wanted;
import java.util.Locale;

/** What a benchmark runs on. */
enum SetUp {
  EMBEDDED("one JVM", 0),
  JOURNAL("a coordinator JVM with the journal, and two worker JVMs", 2);

  private static final String JOURNAL_KIND =
      "embedded (RocksDB), on disk (fdatasync) before anybody is told";

  private final String nodes;
  private final int workers;

  SetUp(String nodes, int workers) {
    this.nodes = nodes;
    this.workers = workers;
  }

  /** Its name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which processes there are. */
  String nodes() {
    return nodes;
  }

  /** Where events go, and when they count. */
  String durability() {
    return JOURNAL_KIND;
  }

  /** The cluster for it. */
  Wanted cluster(int slots) {
    return new Wanted(1, workers, slots, null, null);
  }
}
