package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;

/**
 * What a run's coordinator tells one worker. The starts form a chain of fences, so that the worker
 * sees whether it missed some, and takes none twice.
 *
 * @param worker whom it is for; any other life of that worker answers that this one is gone
 * @param epoch of the coordinator; a worker refuses orders of a lower one than it has seen
 * @param epochFence the highest fence of the epochs before; where this epoch's chain begins
 * @param previousFence the highest fence below those of {@code starts} that this worker was given
 *     and still holds, as far as the coordinator knows; {@code epochFence} if there is none
 * @param starts by ascending fence
 * @param settled reports that are recorded, or refused for good, and need no repeating
 * @param stops fences of attempts that are to end
 * @param inquiry whether the worker is asked for everything it has of this run
 */
public record RunOrders(
    RunId run,
    WorkerId worker,
    long epoch,
    long epochFence,
    long previousFence,
    List<Assignment> starts,
    List<Settled> settled,
    List<Long> stops,
    boolean inquiry) {

  /**
   * The answer to a report that an attempt ended or was refused.
   *
   * @param retryMillis the wait before the task's next attempt; {@link #NO_RETRY} if this was the
   *     last one, or the next has nothing to do with this worker
   */
  public record Settled(long fence, long retryMillis) {

    /** No other attempt follows from this one. */
    public static final long NO_RETRY = -1;
  }

  public RunOrders {
    Check.range("starts", starts.size(), 0, Limits.ITEMS_MAX);
    starts = List.copyOf(starts);
    settled = List.copyOf(settled);
    stops = List.copyOf(stops);
  }
}
