package io.sampo.campaign.work;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed. Not thread-safe: whoever runs beside takes dice of its own. */
public final class Dice {

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** The same seed, the same numbers. */
  public static Dice of(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  /** Others, whose numbers do not depend on how many are taken here afterwards. */
  public Dice split() {
    return new Dice(random.split());
  }

  /** A number from {@code low} to {@code high}, both included. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** True in one of {@code count} cases. */
  public boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** One of some. */
  public <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** All of some, in any order. */
  public <T> List<T> shuffle(List<T> some) {
    var rest = new ArrayList<>(some);
    var shuffled = new ArrayList<T>();
    while (!rest.isEmpty()) {
      shuffled.add(rest.remove(random.nextInt(rest.size())));
    }
    return shuffled;
  }
}
