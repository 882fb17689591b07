package io.sampo.simulation;

import java.util.SplittableRandom;

/**
 * Which faults a seed has and how often. Each seed leaves a random part of them out, since faults
 * that always come together hide each other.
 *
 * @param loss probability that a letter is lost
 * @param doubling probability that a letter arrives twice
 * @param lateness probability that a letter is up to three seconds late
 * @param crashes of a coordinator node or worker, over the time of trouble
 * @param pauses likewise
 * @param partitions likewise
 * @param usurpers second coordinators that are started while the first lives
 * @param writeFailure probability that a write to the journal fails
 */
public record Weather(
    double loss,
    double doubling,
    double lateness,
    int crashes,
    int pauses,
    int partitions,
    int usurpers,
    double writeFailure) {

  /** Nothing goes wrong. */
  public static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, 0, 0);

  /** The weather of a seed. */
  static Weather of(SplittableRandom random) {
    return new Weather(
        random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.3,
        random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
        random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
        random.nextBoolean() ? random.nextInt(5) : 0,
        random.nextBoolean() ? random.nextInt(4) : 0,
        random.nextBoolean() ? random.nextInt(3) : 0,
        random.nextBoolean() ? random.nextInt(3) : 0,
        random.nextInt(3) == 0 ? random.nextDouble() * 0.1 : 0);
  }
}
