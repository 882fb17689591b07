package io.sampo.membership;

import io.sampo.model.Check;

/**
 * How long a coordinator node waits before it gives others up. All in milliseconds.
 *
 * @param stable for how long the same coordinators must be out of sight; at least 0
 * @param minority for how long a node that sees less than half of them waits beyond that, so that
 *     the others decide first if they can; at least 0
 * @param worker for how long a worker may be out of sight; at least 0
 * @param silent how old a coordinator's signature on the roll may become though it is in sight
 * @param licence how long a signature entitles to renew workers; less than {@code silent}
 * @param quiet how long a node that has promised to exclude nobody keeps to it, and how long the
 *     roll must have been in reach before anybody is excluded
 */
public record Patience(
    long stable, long minority, long worker, long silent, long licence, long quiet) {

  /** What nodes use unless their settings say otherwise. */
  public static final Patience USUAL = new Patience(1_000, 1_000, 5_000, 5_000, 1_000, 2_000);

  public Patience {
    Check.range("stable", stable, 0, Long.MAX_VALUE / 4);
    Check.range("minority", minority, 0, Long.MAX_VALUE / 4);
    Check.range("worker", worker, 0, Long.MAX_VALUE / 4);
    Check.range("silent", silent, 1, Long.MAX_VALUE / 4);
    Check.range("licence", licence, 1, silent - 1);
    Check.range("quiet", quiet, licence, Long.MAX_VALUE / 4);
  }
}
