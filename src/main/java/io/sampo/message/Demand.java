package io.sampo.message;

import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;

/**
 * What a run asks of its pool's dispatcher: repeated while it wants or holds anything, since the
 * dispatcher remembers nothing for longer than a lease.
 *
 * @param epoch of the run's coordinator; a higher one takes over what a lower one held
 * @param wanted slots that the run could use right now, those it holds included; at least 0
 * @param holding the leases it still uses, which this message renews; the others it gives back
 * @param sentMillis elapsed time of the sender; comes back with the {@link Grant}
 */
public record Demand(RunId run, long epoch, int wanted, List<Lease> holding, long sentMillis) {

  /**
   * The right to use one slot of a worker until it is returned, recalled or has run out.
   *
   * @param id unique to the dispatcher that granted it
   */
  public record Lease(long id, WorkerId worker) {}

  public Demand {
    holding = List.copyOf(holding);
  }
}
