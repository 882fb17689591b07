package io.sampo.coordinator;

import java.time.Duration;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;

/**
 * How entities come back whose journal could not be used: soon, then ever more slowly, for as long
 * as it takes. The longest wait, a fifth of it and a replay must stay below 5 s: so soon a run goes
 * on when a database is back.
 */
final class Restarts {

  private static final Duration WAIT_MIN = Duration.ofMillis(200);
  private static final Duration WAIT_MAX = Duration.ofSeconds(3);

  /** So that not all entities of a node come back at the same moment. */
  private static final double SPREAD = 0.2;

  private Restarts() {}

  static BackoffSupervisorStrategy strategy() {
    return SupervisorStrategy.restartWithBackoff(WAIT_MIN, WAIT_MAX, SPREAD);
  }
}
