package io.sampo.simulation.rehearsal;

import io.sampo.dag.CriticalPath;
import io.sampo.model.Check;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * What no scheduler can beat: with so many slots all alike, whatever order tasks start in, all of
 * them take this long at least. Not always within reach.
 *
 * <p>Let a task's head be the longest path before it, and its tail the longest path after it. For
 * any set of tasks, none starts before the least of their heads, and when the last of them ends at
 * least the least of their tails is still to come; between these two moments all their work must be
 * done, by no more than the slots. So every schedule takes {@code min head + work / slots + min
 * tail}, rounded up, since with whole durations some best schedule has whole times. Hu (1961) has
 * this rule for levels of unit tasks, Carlier (1987) a sharper one for heads and tails. Taken are
 * the sets of all tasks whose head reaches each value there is, and the same for tails; all tasks
 * together are among them, and the critical path is tried as well. Costs O(n log n).
 *
 * @param rule which one leads to it; of several the first in the order of {@link Rule}
 */
public record LowerBound(long millis, Rule rule) {

  /** Why there is no shorter schedule. */
  public enum Rule {
    /** The longest path alone takes as long. */
    CRITICAL_PATH,
    /** All the work, evenly over all slots, takes as long. */
    TOTAL_WORK,
    /** What comes after some depth does, and the path down to there. */
    WORK_BELOW,
    /** What comes before some depth does, and the path from there on. */
    WORK_ABOVE
  }

  /**
   * The bound for the tasks of {@code path}.
   *
   * @param work how long each task holds a slot, by its number; at most its duration on the path
   * @param slots at least 1
   */
  public static LowerBound of(CriticalPath path, long[] work, int slots) {
    Check.range("slots", slots, 1, Integer.MAX_VALUE);
    var total = Arrays.stream(work).reduce(0, Math::addExact);
    return new LowerBound(path.length(), Rule.CRITICAL_PATH)
        .or(Math.ceilDiv(total, slots), Rule.TOTAL_WORK)
        .or(beyond(path::earliest, path::after, work, slots), Rule.WORK_BELOW)
        .or(beyond(path::after, path::earliest, work, slots), Rule.WORK_ABOVE);
  }

  private LowerBound or(long other, Rule why) {
    return other > millis ? new LowerBound(other, why) : this;
  }

  /** The most that the sets demand which hold every task with at least some {@code near}. */
  private static long beyond(
      IntToLongFunction near, IntToLongFunction far, long[] work, int slots) {
    var busy = IntStream.range(0, work.length).filter(task -> work[task] > 0).toArray();
    var levels = Arrays.stream(busy).mapToLong(near).sorted().distinct().toArray();
    var workAt = new long[levels.length];
    var farAt = new long[levels.length];
    Arrays.fill(farAt, Long.MAX_VALUE);
    for (var task : busy) {
      var level = Arrays.binarySearch(levels, near.applyAsLong(task));
      workAt[level] += work[task];
      farAt[level] = Math.min(farAt[level], far.applyAsLong(task));
    }
    var most = 0L;
    var left = 0L;
    var leastFar = Long.MAX_VALUE;
    for (var level = levels.length - 1; level >= 0; level--) {
      left += workAt[level];
      leastFar = Math.min(leastFar, farAt[level]);
      most = Math.max(most, levels[level] + Math.ceilDiv(left, slots) + leastFar);
    }
    return most;
  }
}
