package io.sampo.campaign;

import io.sampo.campaign.blow.Blow;
import io.sampo.campaign.cluster.Cluster;
import io.sampo.campaign.network.Machines;
import io.sampo.campaign.work.Dice;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, and how its network breaks.
 *
 * @param partitions draws a way; null if it does not
 */
record Site(Cluster cluster, @Nullable Function<Dice, Blow> partitions) {

  /** Starts the one that a campaign wants. */
  static Site of(Plan plan) throws IOException, InterruptedException {
    if (!plan.isNetworked()) {
      return new Site(
          Cluster.up(plan.folder(), plan.coordinators(), plan.workers(), plan.settings()), null);
    }
    var machines =
        Machines.start(plan.folder(), plan.coordinators(), plan.workers(), plan.settings());
    var cluster = Cluster.of(plan.folder(), machines.nodes(), machines::close);
    return new Site(cluster, machines.partitions()::draw);
  }
}
