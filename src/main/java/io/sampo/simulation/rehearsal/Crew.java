package io.sampo.simulation.rehearsal;

import io.sampo.model.Check;
import io.sampo.model.Limits;

/**
 * The workers of a rehearsal, all alike.
 *
 * @param workers at least 1
 * @param slotsEach attempts that each of them runs at the same time; at least 1. All together have
 *     no more slots than a job may have tasks.
 */
public record Crew(int workers, int slotsEach) {

  public Crew {
    Check.range("workers", workers, 1, Limits.TASKS_MAX);
    Check.range("slots", slotsEach, 1, Limits.TASKS_MAX);
    Check.range("slots of all workers", (long) workers * slotsEach, 1, Limits.TASKS_MAX);
  }

  /** The slots of all workers together. */
  public int slots() {
    return workers * slotsEach;
  }
}
