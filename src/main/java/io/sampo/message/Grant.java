package io.sampo.message;

import io.sampo.model.RunId;
import java.util.List;

/**
 * A dispatcher's answer to a {@link Demand}: every lease the run now has at the site. Whatever it
 * held beyond these is recalled; attempts under way on a recalled slot end first.
 *
 * @param epoch of the coordinator that asked
 * @param site what the demand was about
 * @param leaseMillis how long the leases last, counted from {@code sentMillis}: so much longer than
 *     usual as the dispatcher let the run wait for them
 * @param sentMillis elapsed time of the asker when it sent the demand that this answers
 */
public record Grant(
    RunId run,
    long epoch,
    Site site,
    List<Demand.Lease> leases,
    long leaseMillis,
    long sentMillis) {

  public Grant {
    leases = List.copyOf(leases);
  }
}
