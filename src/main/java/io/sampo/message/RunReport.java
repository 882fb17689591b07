package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;

/**
 * What a worker tells a run's coordinator about the run's attempts. Ends and refusals are repeated
 * until the coordinator answers that they are settled.
 *
 * @param epoch the highest that the worker has seen of this run
 * @param lastFence the highest fence of this run the worker has seen; it will take none below
 * @param covers for which fences {@code attempts} is everything the worker has of this run: an
 *     attempt that is not in it never began and never will
 * @param attempts at most one entry for a fence
 */
public record RunReport(
    WorkerId worker, RunId run, long epoch, long lastFence, Covers covers, List<Entry> attempts) {

  /**
   * A range of fences.
   *
   * @param above the range begins after this one; at least 0
   * @param upTo the last of the range; at least {@code above}
   */
  public record Covers(long above, long upTo) {

    /** No fence at all. */
    public static final Covers NOTHING = new Covers(0, 0);

    public Covers {
      Check.range("above", above, 0, Long.MAX_VALUE);
      Check.range("upTo", upTo, above, Long.MAX_VALUE);
    }

    /** Every fence up to {@code last}. */
    public static Covers everythingUpTo(long last) {
      return new Covers(0, last);
    }
  }

  /** What has become of one attempt. */
  public record Entry(int task, int attempt, long fence, Stage stage) {

    public Entry {
      Check.range("fence", fence, 1, Long.MAX_VALUE);
    }

    /** How much it takes in a message, in bytes; never less than it really does. */
    public int bytesMax() {
      return ROW_BYTES_MAX
          + switch (stage) {
            case Stage.Accepted _, Stage.Began _ -> 0;
            case Stage.Refused(var reason) -> 3 * reason.length();
            case Stage.Ended(var outcome, _, _) -> outcome.bytesMax();
          };
    }
  }

  /** What one attempt takes in a message or event beside its outcome, in bytes. */
  public static final int ROW_BYTES_MAX = 100;

  /** How far an attempt has come. */
  public sealed interface Stage {

    /** Taken, and waiting for a slot. */
    record Accepted() implements Stage {}

    /** Not taken, or given back before it began. */
    record Refused(String reason) implements Stage {}

    /** Running since {@code wallMillis} by the worker's clock. */
    record Began(long wallMillis) implements Stage {}

    /** Over: it ran for {@code ranMillis}, since {@code beganWallMillis} by the worker's clock. */
    record Ended(Outcome outcome, long beganWallMillis, long ranMillis) implements Stage {}
  }

  public RunReport {
    attempts = List.copyOf(attempts);
    if (attempts.size() > 1) {
      var fences = attempts.stream().mapToLong(Entry::fence).distinct().count();
      Check.that(fences == attempts.size(), "attempts", attempts, "one entry for a fence");
    }
  }
}
