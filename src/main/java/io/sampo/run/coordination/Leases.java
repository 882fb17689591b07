package io.sampo.run.coordination;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slots a run may use at present. Soft: what is lost with a coordinator is asked for again. How
 * many of them are free is never counted, but worked out from what the run's workers hold.
 */
final class Leases {

  /** How often a demand is repeated; a lease outlives several lost ones. */
  static final long REPEAT_MILLIS = 500;

  /** Slots that a run uses at most: a demand names each, and a message has a limit. */
  static final int SLOTS_MAX = Limits.ITEMS_MAX;

  private final List<Lease> leases = new ArrayList<>();
  private final SortedMap<WorkerId, Integer> slots = new TreeMap<>();
  private long answeredMillis = Long.MIN_VALUE;
  private long endMillis;
  private long nextDemandMillis = Long.MIN_VALUE;
  private int lastWanted;

  /** Takes the grant as the whole truth, unless it answers another epoch's demand or a late one. */
  void take(Grant grant, long epoch) {
    if (grant.epoch() == epoch && grant.sentMillis() >= answeredMillis) {
      answeredMillis = grant.sentMillis();
      endMillis = grant.sentMillis() + grant.leaseMillis();
      replace(grant.leases());
    }
  }

  void forget(WorkerId worker) {
    if (slots.containsKey(worker)) {
      replace(leases.stream().filter(lease -> !lease.worker().equals(worker)).toList());
    }
  }

  private void replace(List<Lease> now) {
    leases.clear();
    leases.addAll(now);
    slots.clear();
    leases.forEach(lease -> slots.merge(lease.worker(), 1, Integer::sum));
  }

  /** What of the leases has no attempt of {@code run} in it. */
  List<Offer> offers(LiveRun run, Now now) {
    if (endMillis <= now.elapsedMillis()) {
      replace(List.of());
    }
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
    var more = wanted > lastWanted && wanted > leases.size();
    var done = wanted == 0 && lastWanted > 0;
    var renew = wanted > 0 && now.elapsedMillis() >= nextDemandMillis;
    if (!more && !done && !renew) {
      return List.of();
    }
    lastWanted = wanted;
    nextDemandMillis = now.elapsedMillis() + REPEAT_MILLIS;
    giveBack(run, wanted);
    return List.of(new Demand(run.run(), run.epoch(), wanted, leases, now.elapsedMillis()));
  }

  /** Keeps as many leases as are wanted, those that have an attempt in them before the others. */
  private void giveBack(LiveRun run, int wanted) {
    var surplus = leases.size() - wanted;
    if (surplus <= 0) {
      return;
    }
    var used = new TreeMap<WorkerId, Integer>();
    var kept = new ArrayList<Lease>();
    for (var lease : leases) {
      var count = used.merge(lease.worker(), 1, Integer::sum);
      if (surplus > 0 && count > run.heldBy(lease.worker()).size()) {
        surplus--;
      } else {
        kept.add(lease);
      }
    }
    replace(kept);
  }

  /** When {@link #due} has something to say next, if nothing happens until then. */
  long nextDueMillis(LiveRun run, Now now) {
    return wanted(run, now) == 0 && lastWanted == 0 ? Long.MAX_VALUE : nextDemandMillis;
  }

  private static int wanted(LiveRun run, Now now) {
    if (run.result() != null) {
      return 0;
    }
    var held = run.heldCount();
    return run.stopping() == null
        ? held + run.startableCount(now.elapsedMillis(), Math.max(0, SLOTS_MAX - held))
        : held;
  }
}
