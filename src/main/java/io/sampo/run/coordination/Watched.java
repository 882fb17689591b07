package io.sampo.run.coordination;

import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.model.Now;
import io.sampo.run.RunCommand;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.fleet.Stretch;
import io.sampo.run.state.LiveRun;
import org.jspecify.annotations.Nullable;

/**
 * What one life of a coordinator has seen of a cluster's nodes: when one was last there, and since
 * when there are more than are needed.
 */
final class Watched {

  private static final long NEVER = Long.MAX_VALUE;

  private final FleetRules rules;
  private long seenMillis;
  private long surplusMillis = NEVER;

  /** The most nodes that were needed at some time since there have been too many. */
  private int needed;

  /** Before any node has come, the time since they were asked for counts, whoever asked. */
  Watched(FleetRules rules, Stretch stretch, Now now) {
    this.rules = rules;
    var requested = stretch.requested().wallMillis();
    var left =
        stretch.arrived().isEmpty()
            ? now.rest(rules.startMillis(), requested)
            : rules.startMillis();
    seenMillis = now.elapsedMillis() - (rules.startMillis() - left);
  }

  void seen(Now now) {
    seenMillis = now.elapsedMillis();
  }

  /** What is to be done about the cluster now; null for nothing. */
  @Nullable RunCommand command(LiveRun run, Stretch stretch, Now now) {
    var held = held(run, stretch);
    if (held > 0) {
      seen(now);
    }
    return now.elapsedMillis() >= seenMillis + rules.startMillis()
        ? new RunCommand.HearCluster(
            new ClusterNews(run.run(), stretch.name(), new What.Impossible(reason(stretch))))
        : scale(run, stretch, held, now);
  }

  private String reason(Stretch stretch) {
    var reason = "no node was there for %d s".formatted(rules.startMillis() / 1000);
    return stretch.trouble().isEmpty() ? reason : reason + "; " + stretch.trouble();
  }

  private static int held(LiveRun run, Stretch stretch) {
    var held = 0;
    for (var worker : run.holders()) {
      if (stretch.name().number(worker.name()) > 0) {
        held += run.heldBy(worker).size();
      }
    }
    return held;
  }

  /** Grows at once; shrinks to what was needed at most in the time that must pass before. */
  private @Nullable RunCommand scale(LiveRun run, Stretch stretch, int held, Now now) {
    var nodes = run.plan().clusters().nodes(stretch.cluster());
    if (nodes.min() == nodes.max()) {
      return null;
    }
    var slots = nodes.slots() == 0 ? rules.slots() : nodes.slots();
    var most = Math.max(0, slots * nodes.max() - held);
    var tasks = held + run.startableOn(stretch.cluster(), now.elapsedMillis(), most).length;
    var need = Math.clamp((tasks + slots - 1L) / slots, nodes.min(), nodes.max());
    if (need >= stretch.nodes()) {
      surplusMillis = NEVER;
      return need > stretch.nodes() ? new RunCommand.ScaleCluster(stretch.name(), need) : null;
    }
    if (surplusMillis == NEVER) {
      surplusMillis = now.elapsedMillis();
      needed = need;
    }
    needed = Math.max(needed, need);
    if (now.elapsedMillis() < surplusMillis + rules.idleMillis()) {
      return null;
    }
    surplusMillis = NEVER;
    return new RunCommand.ScaleCluster(stretch.name(), needed);
  }

  /** When there is something to look at again. */
  long nextDueMillis() {
    var shrink = surplusMillis == NEVER ? NEVER : surplusMillis + rules.idleMillis();
    return Math.min(seenMillis + rules.startMillis(), shrink);
  }
}
