package io.sampo.projection.why;

import io.sampo.model.TaskKey;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a run cannot tell: how things are around it at present.
 *
 * @param nowMillis the present, in milliseconds since the epoch
 * @param pool what workers there are; null if nobody knows
 * @param usualMillis how long a task took in earlier runs; 0 if nobody knows
 * @param line how the run stands among the other runs of its job; null if it is of no job
 */
public record Around(
    long nowMillis,
    Hands hands,
    @Nullable Pool pool,
    ToLongFunction<TaskKey> usualMillis,
    @Nullable Line line) {

  /** Whether some node carries the run out. */
  public enum Hands {
    /** One does. */
    BUSY,
    /** One has it, but starts nothing new since it is stopping. */
    HOLDING,
    /** None does. */
    NONE
  }

  /** The workers that the run may use. */
  public record Pool(int workers, int freeSlots) {}

  /**
   * Where the run stands among the other runs of its job.
   *
   * @param runsBefore runs that have to end first
   * @param paused whether the job starts no runs at present
   */
  public record Line(int runsBefore, boolean paused) {}

  /** What is known of a run that some node carries out: no more than that. */
  public static Around busy(long nowMillis) {
    return new Around(nowMillis, Hands.BUSY, null, _ -> 0, null);
  }

  /** What is known of a run that no node carries out. */
  public static Around nobody(long nowMillis) {
    return new Around(nowMillis, Hands.NONE, null, _ -> 0, null);
  }
}
