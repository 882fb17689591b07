package io.sampo.run.fleet;

import io.sampo.model.Check;
import io.sampo.model.Limits;

/**
 * How runs get along with job clusters.
 *
 * @param own whether they have nodes of their own; else tasks that name some run anywhere
 * @param startMillis how long a cluster may be without any node before tasks that need it fail
 * @param idleMillis how long surplus nodes of a cluster that scales stay
 * @param slots of a node whose job says nothing of it, for reckoning how many nodes are needed
 */
public record FleetRules(boolean own, long startMillis, long idleMillis, int slots) {

  /** Three minutes, one minute, and four slots. */
  public static final FleetRules USUAL = new FleetRules(true, 180_000, 60_000, 4);

  /** On a node by itself, which is whatever cluster a task names. */
  public static final FleetRules LONE = new FleetRules(false, 180_000, 60_000, 4);

  public FleetRules {
    Check.range("start limit", startMillis, 1, Limits.WAIT_MILLIS_MAX);
    Check.range("idle time", idleMillis, 0, Limits.WAIT_MILLIS_MAX);
    Check.range("slots", slots, 1, Limits.SLOTS_MAX);
  }
}
