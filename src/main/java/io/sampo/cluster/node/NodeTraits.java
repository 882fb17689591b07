package io.sampo.cluster.node;

import io.sampo.cluster.TaskHost;
import io.sampo.config.NodeSetup;
import io.sampo.config.Settings;
import io.sampo.execution.FileSource;
import io.sampo.membership.Patience;
import io.sampo.placement.Lessor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all lives of a node have in common.
 *
 * @param files where the attempts under way find their files; set by each life
 * @param tally of all its lives
 * @param unwanted completes when the run that the node was started for wants it no more
 */
record NodeTraits(
    NodeSetup setup,
    Settings settings,
    NodeFolders folders,
    TaskHost host,
    AtomicReference<FileSource> files,
    Tally tally,
    CompletableFuture<Void> unwanted) {

  private static final long MILLIS = 1_000;

  /** How long its council waits. */
  Patience patience() {
    var stable = settings.times().stable().toMillis();
    return new Patience(stable, stable, 5 * MILLIS + stable, 5 * MILLIS, MILLIS, 2 * MILLIS);
  }

  /** How it leases their lives to workers. */
  Lessor.Terms terms() {
    var lease = settings.times().lease().toMillis();
    return switch (setup.journal()) {
      case EMBEDDED -> new Lessor.Terms(lease, lease / 2, settings.times().adopt().toMillis(), 0);
      case POSTGRES -> new Lessor.Terms(lease, lease / 2, lease, patience().licence());
    };
  }
}
