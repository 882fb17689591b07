package io.sampo.cli.bench;

import io.sampo.cli.cluster.Wanted;
import java.util.Locale;

/** What a benchmark runs on. */
enum SetUp {
  EMBEDDED("one JVM", 0, false),
  JOURNAL("a coordinator JVM with the journal, and two worker JVMs", 2, false),
  POSTGRES("a coordinator JVM, two worker JVMs and PostgreSQL", 2, true);

  private final String nodes;
  private final int workers;
  private final boolean isPostgres;

  SetUp(String nodes, int workers, boolean isPostgres) {
    this.nodes = nodes;
    this.workers = workers;
    this.isPostgres = isPostgres;
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
    return isPostgres
        ? "PostgreSQL, on disk (fsync at commit) before anybody is told"
        : "embedded (RocksDB), on disk (fdatasync) before anybody is told";
  }

  /** The cluster for it. */
  Wanted cluster(int slots) {
    return new Wanted(1, workers, slots, null, null, isPostgres);
  }
}
