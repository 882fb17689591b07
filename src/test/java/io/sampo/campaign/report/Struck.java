package io.sampo.campaign.report;

import io.sampo.campaign.check.Fault;

/**
 * A blow that a cluster got.
 *
 * @param readyMillis from its mending until the cluster was whole again; -1 if nobody waited for
 *     that, or in vain
 */
public record Struck(Fault fault, long readyMillis) {}
