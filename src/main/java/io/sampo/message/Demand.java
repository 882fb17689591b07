package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;

/**
 * What a run asks of a pool's dispatcher: repeated while it wants or holds anything there, since
 * the dispatcher remembers leases for no longer than they last, and a run that has none for little
 * more than three times {@link #WAITING_MILLIS_MAX}.
 *
 * @param epoch of the run's coordinator; a higher one takes over what a lower one held
 * @param site where the slots are to be
 * @param priority the run's weight among others; at least 1
 * @param wanted slots that the run could use there right now, those it holds included; at least 0
 * @param holding the leases it still uses, which this message renews; the others it gives back
 * @param beyond attempts that it has there on slots it has no lease for any more
 * @param sentMillis elapsed time of the sender; comes back with the {@link Grant}
 */
public record Demand(
    RunId run,
    long epoch,
    Site site,
    int priority,
    int wanted,
    List<Lease> holding,
    List<Beyond> beyond,
    long sentMillis) {

  /** How long a run that has nothing and learns nothing new leaves between two demands at most. */
  public static final long WAITING_MILLIS_MAX = 4_000;

  /**
   * The right to use one slot of a worker until it is returned, recalled or has run out.
   *
   * @param id unique to the dispatcher that granted it
   * @param ahead attempts that may wait at the worker for this slot
   */
  public record Lease(long id, WorkerId worker, int ahead) {

    /** A lease of a slot for which no attempt may wait. */
    public Lease(long id, WorkerId worker) {
      this(id, worker, 0);
    }
  }

  /** Attempts on slots of a worker that were recalled, or whose leases ran out. */
  public record Beyond(WorkerId worker, int attempts) {

    public Beyond {
      Check.range("attempts", attempts, 1, Integer.MAX_VALUE);
    }
  }

  public Demand {
    Check.range("priority", priority, 1, JobDefinition.PRIORITY_MAX);
    Check.range("wanted", wanted, 0, Integer.MAX_VALUE);
    holding = List.copyOf(holding);
    beyond = List.copyOf(beyond);
  }

  /** Slots that the run has attempts or leases for. */
  public int having() {
    return holding.size() + beyond.stream().mapToInt(Beyond::attempts).sum();
  }
}
