package io.sampo.run.coordination;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Beyond;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slots of one site a run may use at present. Soft: what is lost with a coordinator is asked
 * for again. How many of them are free is never counted, but worked out from what the run's workers
 * hold.
 */
final class SiteLeases {

  /**
   * How soon a demand is repeated; a lease outlives several lost ones. Who waits and has nothing
   * doubles it each time, up to {@link Demand#WAITING_MILLIS_MAX}.
   */
  static final long REPEAT_MILLIS = 500;

  /** Slots that a run uses at most: a demand names each, and a message has a limit. */
  static final int SLOTS_MAX = Limits.ITEMS_MAX;

  private final int site;
  private final Pace pace = new Pace();
  private final List<Lease> leases = new ArrayList<>();
  private final SortedMap<WorkerId, Held> slots = new TreeMap<>();
  private List<Beyond> beyond = List.of();
  private int toldBeyond;
  private long answeredMillis = Long.MIN_VALUE;
  private long endMillis;
  private long nextDemandMillis = Long.MIN_VALUE;
  private long repeatMillis = REPEAT_MILLIS;
  private int lastWanted;

  /** Whether slots may have been taken back on which attempts still are. */
  private boolean recalled;

  /** Leases of one worker, and how many attempts may wait there for them. */
  private record Held(int leases, int ahead) {

    static final Held NOTHING = new Held(0, 0);

    Held with(Lease lease) {
      return new Held(leases + 1, ahead + lease.ahead());
    }
  }

  /** None so far. */
  SiteLeases(int site) {
    this.site = site;
  }

  /** How fast the attempts at the site have been lately. */
  Pace pace() {
    return pace;
  }

  /** Takes the grant as the whole truth, unless it answers another epoch's demand or a late one. */
  void take(Grant grant, long epoch) {
    if (grant.epoch() == epoch && grant.sentMillis() >= answeredMillis) {
      answeredMillis = grant.sentMillis();
      endMillis = grant.sentMillis() + grant.leaseMillis();
      if (!new HashSet<>(grant.leases()).containsAll(leases)) {
        nextDemandMillis = Long.MIN_VALUE; // Whoever waits for these is to know where they stand.
      }
      if (!grant.leases().isEmpty()) {
        nextDemandMillis = Math.min(nextDemandMillis, grant.sentMillis() + REPEAT_MILLIS);
        repeatMillis = REPEAT_MILLIS;
      }
      replace(grant.leases());
    }
  }

  void forget(WorkerId worker) {
    if (slots.containsKey(worker)) {
      replace(leases.stream().filter(lease -> !lease.worker().equals(worker)).toList());
    }
  }

  /**
   * A worker did not take an attempt, or gave it back unbegun. If that stood in line for a slot in
   * which another attempt of the run is, the line moves too slowly; else the slot is not there.
   */
  void refused(LiveRun run, WorkerId worker) {
    if (run.heldCount(site, worker) < held(worker).leases()) {
      forget(worker);
    } else {
      pace.stalled();
    }
  }

  private Held held(WorkerId worker) {
    return slots.getOrDefault(worker, Held.NOTHING);
  }

  private void replace(List<Lease> now) {
    leases.clear();
    leases.addAll(now);
    slots.clear();
    leases.forEach(lease -> slots.put(lease.worker(), held(lease.worker()).with(lease)));
    recalled = true;
  }

  /**
   * What of the leases has no attempt of {@code run} in it; if there is nothing and attempts are
   * short, the places in line for a slot, so that no worker waits for the next message.
   */
  List<Offer> offers(LiveRun run, Now now) {
    expire(now);
    var free = offers(run, false);
    return free.isEmpty() && pace.isFast() ? offers(run, true) : free;
  }

  private void expire(Now now) {
    if (endMillis <= now.elapsedMillis() && !leases.isEmpty()) {
      replace(List.of());
    }
  }

  private List<Offer> offers(LiveRun run, boolean ahead) {
    var offers = new ArrayList<Offer>();
    slots.forEach((worker, held) -> {
      var places = held.leases() + (ahead ? held.ahead() : 0);
      var free = places - run.heldCount(site, worker);
      if (free > 0) {
        offers.add(new Offer(worker, free));
      }
    });
    return offers;
  }

  /**
   * The demand that is due: when the run could use more or nothing any more, when an attempt has
   * left a slot that was taken back, or to renew.
   */
  List<Demand> due(LiveRun run, Now now) {
    expire(now);
    var wanted = wanted(run, now);
    var more = wanted > lastWanted && wanted > leases.size();
    var done = wanted == 0 && lastWanted > 0;
    var renew = wanted > 0 && now.elapsedMillis() >= nextDemandMillis;
    if (!more && !done && !renew && countBeyond(run) >= toldBeyond) {
      return List.of();
    }
    var waits = leases.isEmpty() && wanted == lastWanted && run.heldCount(site) == 0;
    repeatMillis = waits ? repeatMillis : REPEAT_MILLIS;
    nextDemandMillis = now.elapsedMillis() + repeatMillis;
    repeatMillis = Math.min(2 * repeatMillis, Demand.WAITING_MILLIS_MAX);
    lastWanted = wanted;
    giveBack(run, wanted);
    toldBeyond = countBeyond(run);
    return List.of(
        new Demand(
            run.run(),
            run.epoch(),
            run.sites().get(site),
            run.plan().job().priority(),
            wanted,
            leases,
            beyond,
            now.elapsedMillis()));
  }

  /** How many attempts there are on slots that were taken back; costs nothing if none was. */
  private int countBeyond(LiveRun run) {
    if (recalled) {
      beyond = beyond(run);
      recalled = !beyond.isEmpty();
    }
    return beyond.stream().mapToInt(Beyond::attempts).sum();
  }

  private List<Beyond> beyond(LiveRun run) {
    if (run.heldCount(site) == 0) {
      return List.of();
    }
    var found = new ArrayList<Beyond>();
    for (var worker : run.holders()) {
      var held = held(worker);
      var more = run.heldCount(site, worker) - held.leases() - held.ahead();
      if (more > 0) {
        found.add(new Beyond(worker, more));
      }
    }
    return found;
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
      if (surplus > 0 && count > run.heldCount(site, lease.worker())) {
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

  private int wanted(LiveRun run, Now now) {
    if (run.result() != null) {
      return 0;
    }
    var held = run.heldCount(site);
    return run.stopping() == null
        ? held + run.startableCount(site, now.elapsedMillis(), Math.max(0, SLOTS_MAX - held))
        : held;
  }
}
