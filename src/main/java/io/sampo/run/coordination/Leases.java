package io.sampo.run.coordination;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The slots a run may use at present. Soft: what is lost with a coordinator is asked for again. How
 * many of them are free is never counted, but worked out from what the run's workers hold.
 */
final class Leases {

  /** How often a demand is repeated; a lease outlives several lost ones. */
  static final long REPEAT_MILLIS = 500;

  private final Map<Lease, Long> expiry = new LinkedHashMap<>();
  private long nextDemandMillis = Long.MIN_VALUE;
  private int lastWanted;

  /** Takes the grant as the whole truth, unless it answers another epoch's demand. */
  void take(Grant grant, long epoch) {
    if (grant.epoch() == epoch) {
      expiry.clear();
      grant.leases().forEach(lease -> expiry.put(lease, grant.sentMillis() + grant.leaseMillis()));
    }
  }

  void forget(WorkerId worker) {
    expiry.keySet().removeIf(lease -> lease.worker().equals(worker));
  }

  /** What of the leases has no attempt of {@code run} in it. */
  List<Offer> offers(LiveRun run, Now now) {
    expiry.values().removeIf(end -> end <= now.elapsedMillis());
    var slots = new TreeMap<WorkerId, Integer>();
    expiry.keySet().forEach(lease -> slots.merge(lease.worker(), 1, Integer::sum));
    var offers = new ArrayList<Offer>();
    slots.forEach((worker, count) -> {
      var free = count - run.heldBy(worker).size();
      if (free > 0) {
        offers.add(new Offer(worker, free));
      }
    });
    return offers;
  }

  /** The demand that is due: when the run could use more or nothing any more, or to renew. */
  List<Demand> due(LiveRun run, Now now) {
    var wanted = wanted(run, now);
    var more = wanted > lastWanted && wanted > expiry.size();
    var done = wanted == 0 && lastWanted > 0;
    var renew = wanted > 0 && now.elapsedMillis() >= nextDemandMillis;
    if (!more && !done && !renew) {
      return List.of();
    }
    lastWanted = wanted;
    nextDemandMillis = now.elapsedMillis() + REPEAT_MILLIS;
    giveBack(run, wanted);
    var holding = List.copyOf(expiry.keySet());
    return List.of(new Demand(run.run(), run.epoch(), wanted, holding, now.elapsedMillis()));
  }

  /** Keeps as many leases as are wanted, those that have an attempt in them before the others. */
  private void giveBack(LiveRun run, int wanted) {
    var used = new TreeMap<WorkerId, Integer>();
    var idle = new ArrayList<Lease>();
    for (var lease : expiry.keySet()) {
      var count = used.merge(lease.worker(), 1, Integer::sum);
      if (count > run.heldBy(lease.worker()).size()) {
        idle.add(lease);
      }
    }
    var surplus = Math.clamp(expiry.size() - wanted, 0, idle.size());
    idle.subList(0, surplus).forEach(expiry::remove);
  }

  /** When {@link #due} has something to say next, if nothing happens until then. */
  long nextDueMillis(LiveRun run, Now now) {
    return wanted(run, now) == 0 && lastWanted == 0 ? Long.MAX_VALUE : nextDemandMillis;
  }

  private static int wanted(LiveRun run, Now now) {
    if (run.result() != null) {
      return 0;
    }
    var startable = run.stopping() == null ? run.startableCount(now.elapsedMillis()) : 0;
    return run.heldCount() + startable;
  }
}
