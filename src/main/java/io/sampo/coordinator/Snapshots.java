package io.sampo.coordinator;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.RunSnapshot;
import java.util.function.Function;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/**
 * What is held of a run, as it is kept from time to time. It is kept right after a write, when
 * everything decided is on disk; as a copy, since Pekko writes it while the run goes on.
 *
 * @param continuing makes of a snapshot what goes on with its run
 */
record Snapshots(Function<RunSnapshot, Coordination> continuing) implements SnapshotAdapter<Held> {

  /** Where they are kept: the plug-in of the journal in use. */
  static final String PLUGIN = "sampo.run-snapshots";

  private static final String EVERY = PLUGIN + ".every";

  /** How often, by the settings of the node; the last of them stays. */
  static RetentionCriteria retention(Config config) {
    var every = config.getInt(EVERY);
    Check.range(EVERY, every, 1, Integer.MAX_VALUE);
    return RetentionCriteria.snapshotEvery(every, 1);
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
