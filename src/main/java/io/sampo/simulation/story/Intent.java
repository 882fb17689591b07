package io.sampo.simulation.story;

import java.util.SplittableRandom;

/**
 * What somebody is going to wish of a run that exists.
 *
 * @param atMillis how long after it was submitted
 * @param afterEnd whether they wait for its end first
 * @param ofChild whether a run below is meant, if there is one by then
 * @param seed of the details, which depend on how the run stands then
 */
public record Intent(Kind kind, long atMillis, boolean afterEnd, boolean ofChild, long seed) {

  /** What is wished. */
  public enum Kind {
    STOP,
    CANCEL_TASK,
    MARK,
    REPAIR
  }

  /** The end of the run after {@code atMillis}. */
  static Intent stop(long atMillis) {
    return new Intent(Kind.STOP, atMillis, false, false, 0);
  }

  static Intent of(SplittableRandom random) {
    var kind =
        switch (random.nextInt(24)) {
          case 0, 1, 2 -> Kind.STOP;
          case 3, 4, 5, 6, 7, 8, 9 -> Kind.CANCEL_TASK;
          case 10, 11, 12, 13, 14, 15, 16 -> Kind.MARK;
          default -> Kind.REPAIR;
        };
    return new Intent(
        kind,
        random.nextInt(6_000),
        random.nextInt(3) == 0 && kind != Kind.STOP,
        random.nextInt(5) == 0,
        random.nextLong());
  }
}
