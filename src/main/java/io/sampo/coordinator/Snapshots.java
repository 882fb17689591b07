package io.sampo.coordinator;

import io.sampo.run.coordination.Coordination;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.RunSnapshot;
import java.util.function.Function;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/**
 * What is held of a run, as it is kept from time to time: right after a write, when everything
 * decided is on disk. Pekko does nothing else for the run until it is kept.
 *
 * @param continuing makes of a snapshot what goes on with its run
 */
record Snapshots(Function<RunSnapshot, Coordination> continuing) implements SnapshotAdapter<Held> {

  /** Where they are kept: the plug-in of the journal in use. */
  static final String PLUGIN = "sampo.run-snapshots";

  /** So many stay, so that none is left behind: batches end at uneven distances. */
  private static final int KEPT = 2;

  /** After so many events each. */
  static RetentionCriteria every(int events) {
    return RetentionCriteria.snapshotEvery(events, KEPT);
  }

  @Override
  public Object toJournal(Held held) {
    if (held instanceof Held.Run(var coordination) && coordination.state() instanceof LiveRun run) {
      return run.snapshot();
    }
    throw new IllegalStateException("no run to be kept: " + held);
  }

  @Override
  public Held fromJournal(Object kept) {
    try {
      return new Held.Run(continuing.apply((RunSnapshot) kept));
    } catch (RuntimeException poison) {
      return new Held.Quarantined("its snapshot", poison.toString());
    }
  }
}
