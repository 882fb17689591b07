package io.sampo.simulation.rehearsal;

import java.io.Serial;

/** A rehearsal was given up, for it would go on and on. */
public final class Endless extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private Endless(String message) {
    super(message);
  }

  /** A task that always fails is tried again and again. */
  static Endless retries(String task) {
    return new Endless(
        "%s: still tried again after %d attempts that failed (expected: fewer max_retries)"
            .formatted(task, Rehearsal.ATTEMPTS_MAX));
  }

  /** Jobs that run jobs have too many tasks. */
  static Endless tasks(String task) {
    return new Endless(
        "%s: the jobs that are run within this job have more than %,d tasks (expected: fewer)"
            .formatted(task, Rehearsal.TASKS_MAX));
  }
}
