package io.sampo.campaign.report;

import io.sampo.campaign.check.Fault;
import java.util.Set;

/**
 * A blow that a cluster got.
 *
 * @param held runs whose coordinator was on the node that was struck
 * @param readyMillis from its mending until the cluster was whole again; -1 if nobody waited for
 *     that, or in vain
 */
public record Struck(Fault fault, Set<Long> held, long readyMillis) {

  public Struck {
    held = Set.copyOf(held);
  }
}
