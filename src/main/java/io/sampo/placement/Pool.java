package io.sampo.placement;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.WorkerStatus;
import io.sampo.model.Check;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The slots of a pool's workers, and which run may use which. Nothing here is durable and nothing
 * is counted up and down: free slots are what workers report less what is leased, and what a run
 * holds it says again with every demand, so a pool that starts empty is right after one round.
 *
 * <p>Slots go one by one to the run that has the fewest of those that want more, the longest
 * waiting first. A run that has less than its share gets slots recalled from those above theirs.
 */
public final class Pool {

  private final long leaseMillis;
  private final Map<WorkerId, Member> members = new TreeMap<>();
  private final Map<RunId, Tenant> tenants = new LinkedHashMap<>();
  private long nextLease;

  private record Member(WorkerStatus status, long heardMillis) {}

  /** A run that wants or holds slots. */
  private static final class Tenant {
    private Demand demand;
    private long heardMillis;
    private boolean answer = true;
    private final List<Lease> leases = new ArrayList<>();

    Tenant(Demand demand) {
      this.demand = demand;
    }

    boolean wantsMore() {
      return leases.size() < demand.wanted();
    }

    Grant grant(long leaseMillis) {
      return new Grant(demand.run(), demand.epoch(), leases, leaseMillis, demand.sentMillis());
    }
  }

  /**
   * An empty pool.
   *
   * @param leaseMillis how long a lease lasts without being renewed; at least 1
   * @param firstLease where lease ids begin; above every id that an earlier life of this pool gave
   */
  public Pool(long leaseMillis, long firstLease) {
    Check.range("lease", leaseMillis, 1, Long.MAX_VALUE / 4);
    this.leaseMillis = leaseMillis;
    nextLease = firstLease;
  }

  /**
   * A worker says how it is.
   *
   * @return the lives of the same worker that are over by this
   */
  public Set<WorkerId> hear(WorkerStatus status, Now now) {
    var worker = status.worker();
    var others =
        members.keySet().stream()
            .filter(known -> known.name().equals(worker.name()) && !known.equals(worker))
            .collect(Collectors.toSet());
    if (others.stream().anyMatch(known -> known.incarnation() > worker.incarnation())) {
      return Set.of();
    }
    others.forEach(this::lose);
    members.put(worker, new Member(status, now.elapsedMillis()));
    return others;
  }

  /** The runs that want or hold slots. */
  public Set<RunId> runs() {
    return Set.copyOf(tenants.keySet());
  }

  /** That life of the worker is over. */
  public void lose(WorkerId worker) {
    members.remove(worker);
    tenants
        .values()
        .forEach(tenant -> tenant.leases.removeIf(lease -> lease.worker().equals(worker)));
  }

  /** A run says what it wants and holds. A coordinator that was replaced is not heard. */
  public void hear(Demand demand, Now now) {
    var tenant = tenants.computeIfAbsent(demand.run(), _ -> new Tenant(demand));
    if (demand.epoch() < tenant.demand.epoch()) {
      return;
    }
    tenant.demand = demand;
    tenant.heardMillis = now.elapsedMillis();
    tenant.answer = true;
    tenant.leases.clear();
    demand.holding().stream()
        .filter(lease -> members.containsKey(lease.worker()))
        .forEach(tenant.leases::add);
    nextLease = Math.max(nextLease, demand.holding().stream().mapToLong(Lease::id).max().orElse(0));
    if (demand.wanted() == 0 && tenant.leases.isEmpty()) {
      tenants.remove(demand.run());
    }
  }

  /** Shares out what is free: an answer for every run that asked or whose leases changed. */
  public List<Grant> grants(Now now) {
    expire(now);
    recall();
    shareOut();
    var grants = new ArrayList<Grant>();
    for (var tenant : tenants.values()) {
      if (tenant.answer) {
        tenant.answer = false;
        grants.add(tenant.grant(leaseMillis));
      }
    }
    return grants;
  }

  /** The workers heard of within the last lease. */
  public List<WorkerStatus> workers() {
    return members.values().stream().map(Member::status).toList();
  }

  private void expire(Now now) {
    var silentSince = now.elapsedMillis() - leaseMillis;
    members.values().removeIf(member -> member.heardMillis() < silentSince);
    tenants.values().removeIf(tenant -> tenant.heardMillis < silentSince);
    for (var tenant : tenants.values()) {
      tenant.leases.removeIf(lease -> !members.containsKey(lease.worker()));
    }
  }

  private void shareOut() {
    var free = free();
    while (!free.isEmpty()) {
      var tenant =
          tenants.values().stream()
              .filter(Tenant::wantsMore)
              .min(Comparator.comparingInt(one -> one.leases.size()));
      if (tenant.isEmpty()) {
        return;
      }
      var worker =
          free.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      tenant.get().leases.add(new Lease(++nextLease, worker));
      tenant.get().answer = true;
      if (free.merge(worker, -1, Integer::sum) == 0) {
        free.remove(worker);
      }
    }
  }

  private Map<WorkerId, Integer> free() {
    var leased = new TreeMap<WorkerId, Integer>();
    for (var tenant : tenants.values()) {
      tenant.leases.forEach(lease -> leased.merge(lease.worker(), 1, Integer::sum));
    }
    var free = new TreeMap<WorkerId, Integer>();
    members.forEach((worker, member) -> {
      var taken = Math.max(leased.getOrDefault(worker, 0), member.status().occupied());
      if (member.status().slots() > taken) {
        free.put(worker, member.status().slots() - taken);
      }
    });
    return free;
  }

  private void recall() {
    if (tenants.size() < 2 || !free().isEmpty()) {
      return;
    }
    var slots = members.values().stream().mapToInt(member -> member.status().slots()).sum();
    var share = Math.max(1, slots / tenants.size());
    var missing =
        tenants.values().stream()
            .mapToInt(one -> Math.max(0, Math.min(share, one.demand.wanted()) - one.leases.size()))
            .sum();
    for (var tenant : tenants.values()) {
      while (missing > 0 && tenant.leases.size() > share) {
        tenant.leases.removeLast();
        tenant.answer = true;
        missing--;
      }
    }
  }
}
