package io.sampo.placement;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a run wants and has at one site of a pool. */
final class Tenant {

  /** Two demands of a run that waits may be lost, and the third may be late. */
  static final long WAITING_MILLIS = 7 * Demand.WAITING_MILLIS_MAX / 2;

  private Demand demand;
  private long heardMillis;

  /** When it was heard, or was given its first lease since. */
  private long sinceMillis;

  private boolean answer;
  private final List<Lease> leases = new ArrayList<>();

  /** Attempts on slots without lease: as the run says, or as it may have since a recall. */
  private final Map<WorkerId, Integer> beyond = new HashMap<>();

  private int beyondCount;

  Tenant(Demand demand) {
    this.demand = demand;
  }

  /**
   * Takes what the run says, as far as the workers it is about are there.
   *
   * @return whether that matters: not if it has nothing and waits for the same as before
   */
  boolean hear(Demand said, Predicate<WorkerId> isThere, Now now) {
    var waits = has() == 0 && said.having() == 0 && said.wanted() == demand.wanted();
    demand = said;
    heardMillis = now.elapsedMillis();
    sinceMillis = heardMillis;
    answer = !leases.isEmpty() || !said.holding().isEmpty(); // Else there is nothing to be told.
    leases.clear();
    said.holding().stream().filter(lease -> isThere.test(lease.worker())).forEach(leases::add);
    beyond.clear();
    beyondCount = 0;
    said.beyond().stream()
        .filter(one -> isThere.test(one.worker()))
        .forEach(one -> addBeyond(one.worker(), one.attempts()));
    return !waits;
  }

  private void addBeyond(WorkerId worker, int attempts) {
    beyond.merge(worker, attempts, Integer::sum);
    beyondCount += attempts;
  }

  Demand demand() {
    return demand;
  }

  /** Whether it was not heard for so long that what it has is free again. */
  boolean isSilent(long leaseMillis, Now now) {
    return now.elapsedMillis() - sinceMillis > (has() == 0 ? WAITING_MILLIS : leaseMillis);
  }

  List<Lease> leases() {
    return leases;
  }

  Map<WorkerId, Integer> beyond() {
    return beyond;
  }

  /** Slots that it has leases for, or may have attempts on. */
  int has() {
    return leases.size() + beyondCount;
  }

  boolean isHungry() {
    return hunger() > 0;
  }

  /** Slots that it wants and has not. */
  int hunger() {
    return Math.max(0, demand.wanted() - has());
  }

  boolean isEmpty() {
    return demand.wanted() == 0 && leases.isEmpty();
  }

  /**
   * Gives a lease.
   *
   * @return whether it takes a slot: not if there is an attempt on the worker whose slot was
   *     recalled, which has a lease by this again
   */
  boolean give(Lease lease, Now now) {
    if (has() == 0) {
      sinceMillis = now.elapsedMillis();
    }
    leases.add(lease);
    answer = true;
    var attempts = beyond.get(lease.worker());
    if (attempts == null) {
      return true;
    }
    beyondCount--;
    beyond.computeIfPresent(lease.worker(), (_, count) -> count == 1 ? null : count - 1);
    return false;
  }

  /** The id of the youngest lease of {@code worker}; -1 if it has none. */
  long youngest(WorkerId worker) {
    var youngest = -1L;
    for (var lease : leases) {
      youngest = lease.worker().equals(worker) ? lease.id() : youngest;
    }
    return youngest;
  }

  /** Takes the youngest lease back that {@code which} names; an attempt may be on its slot. */
  boolean recall(Predicate<WorkerId> which) {
    for (var place = leases.size() - 1; place >= 0; place--) {
      var worker = leases.get(place).worker();
      if (which.test(worker)) {
        leases.remove(place);
        addBeyond(worker, 1);
        answer = true;
        return true;
      }
    }
    return false;
  }

  /** The worker is gone with all that it had. */
  void lose(WorkerId worker) {
    leases.removeIf(lease -> lease.worker().equals(worker));
    var attempts = beyond.remove(worker);
    beyondCount -= attempts == null ? 0 : attempts;
  }

  /** The answer that is due: to a demand, or since something has changed. */
  List<Grant> answer(long leaseMillis) {
    if (!answer) {
      return List.of();
    }
    answer = false;
    var waited = sinceMillis - heardMillis;
    return List.of(
        new Grant(
            demand.run(),
            demand.epoch(),
            demand.site(),
            leases,
            leaseMillis + waited,
            demand.sentMillis()));
  }
}
