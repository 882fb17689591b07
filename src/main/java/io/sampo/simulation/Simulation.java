package io.sampo.simulation;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.simulation.Trouble.Weather;
import io.sampo.simulation.ledger.Violation;
import io.sampo.simulation.story.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One seed's story: a cluster in trouble for twelve virtual seconds, then calm until every run has
 * ended. The same seed tells the same story, to the last letter.
 */
public final class Simulation {

  /** How long, in virtual time, everything may take to end once all is mended. */
  private static final long CALM_MILLIS = 3_600_000;

  private final Cluster cluster;
  private final List<Client> clients = new ArrayList<>();
  private final long seed;
  private final Weather weather;

  /**
   * What a seed came to.
   *
   * @param seen the kinds of events, outcomes, states and so on that its story had in it
   */
  public record Summary(long virtualMillis, long steps, long checks, Set<String> seen) {}

  /** The story of {@code seed}, told with {@code flaws}: none for the truth. */
  public Simulation(long seed, Set<Flaw> flaws) {
    this.seed = seed;
    var random = new SplittableRandom(seed);
    weather = Weather.of(random);
    cluster = new Cluster(random.split(), weather, flaws);
    var runs = 1 + random.nextInt(3);
    for (var run = 1; run <= runs; run++) {
      clients.add(new Client(cluster, Scenario.of(run, random)));
    }
    new Trouble(cluster, random.split()).schedule(weather);
    cluster.agenda.in(Trouble.MILLIS, cluster.agenda.world, cluster::calm);
    remember();
  }

  /**
   * Tells the story to its end.
   *
   * @throws Violation if an invariant does not hold; its message names the seed and its weather
   */
  public Summary run() {
    var steps = 0L;
    try {
      while (!isOver() && cluster.agenda.step()) {
        steps++;
      }
      cluster.witness.atTheEnd();
      must("cluster", cluster.witness.isAllRemoved(), "nodes that were let go are not removed");
      must("cluster", cluster.foundry.isEmpty(), "nodes are left behind");
    } catch (RuntimeException problem) {
      throw new Violation(
          "seed " + seed,
          problem + " at " + cluster.agenda.nowMillis() + " ms in " + weather,
          problem);
    }
    return new Summary(
        cluster.agenda.nowMillis(), steps, cluster.witness.checks(), cluster.sightings.names());
  }

  private boolean isOver() {
    var now = cluster.agenda.nowMillis();
    return now > Trouble.MILLIS + CALM_MILLIS
        || (now > Trouble.MILLIS
            && clients.stream().allMatch(Client::isDone)
            && cluster.witness.isAllOver()
            && cluster.witness.isQuiet()
            && cluster.witness.isAllRemoved()
            && cluster.foundry.isEmpty());
  }

  private void remember() {
    cluster.wakeRemembered();
    cluster.agenda.in(500, cluster.agenda.world, this::remember);
  }
}
