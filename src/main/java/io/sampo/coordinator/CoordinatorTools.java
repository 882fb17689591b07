package io.sampo.coordinator;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import io.sampo.model.RunId;
import io.sampo.protocol.Clock;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the coordinators on one node have in common.
 *
 * @param snapshotEvery after how many events a run is kept as it stands: 1 to 1,000,000
 * @param unwritten hears why an event could not be written; from any thread
 */
public record CoordinatorTools(
    String name,
    Plan.Source plans,
    Clock clock,
    RandomGenerator chance,
    Ids ids,
    ActorRef<Outgoing> post,
    FleetRules rules,
    int snapshotEvery,
    Consumer<Throwable> unwritten) {

  private static final String SNAPSHOT_EVERY = Snapshots.PLUGIN + ".every";
  private static final int SNAPSHOT_EVERY_MAX = 1_000_000;

  /** Draws ids that nobody else has; each draw is on disk before it is given out. */
  @FunctionalInterface
  public interface Ids {

    /**
     * The first of {@code count} ids that follow each other.
     *
     * @throws java.io.UncheckedIOException if there is no way to draw any
     */
    RunId take(int count);
  }

  public CoordinatorTools {
    Check.range(SNAPSHOT_EVERY, snapshotEvery, 1, SNAPSHOT_EVERY_MAX);
  }

  /** How often runs are kept, as {@code config} has it. */
  public static int snapshotEvery(Config config) {
    return config.getInt(SNAPSHOT_EVERY);
  }
}
