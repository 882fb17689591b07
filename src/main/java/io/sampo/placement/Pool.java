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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The slots of a pool's workers, and which run may use which. Nothing here is durable and nothing
 * is counted up and down: free slots are what workers report less what is leased, and what a run
 * holds it says again with every demand, so a pool that starts empty is right after one round.
 *
 * <p>Slots go one by one to the run that has the fewest of those that want more, who came first
 * before the others. A run that has less than its share gets slots recalled from those above
 * theirs.
 */
public final class Pool {

  private final long leaseMillis;
  private final NavigableMap<WorkerId, Member> members = new TreeMap<>();
  private final Map<RunId, Tenant> tenants = new LinkedHashMap<>();
  private long nextLease;

  private record Member(WorkerStatus status, long heardMillis) {}

  /** Free slots of a worker; the emptiest worker comes first. */
  private record Spare(WorkerId worker, int slots) implements Comparable<Spare> {

    @Override
    public int compareTo(Spare other) {
      var bySlots = Integer.compare(other.slots, slots);
      return bySlots != 0 ? bySlots : worker.compareTo(other.worker);
    }
  }

  /** A run that wants another slot; who holds the fewest comes first, then who came first. */
  private record Claim(Tenant tenant, int held, int order) implements Comparable<Claim> {

    @Override
    public int compareTo(Claim other) {
      var byHeld = Integer.compare(held, other.held);
      return byHeld != 0 ? byHeld : Integer.compare(order, other.order);
    }
  }

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
    var known = members.floorKey(new WorkerId(worker.name(), Long.MAX_VALUE));
    var other = known != null && known.name().equals(worker.name()) && !known.equals(worker);
    if (other && known.incarnation() > worker.incarnation()) {
      return Set.of();
    }
    members.put(worker, new Member(status, now.elapsedMillis()));
    if (!other) {
      return Set.of();
    }
    lose(known);
    return Set.of(known);
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
    var spares = new PriorityQueue<Spare>();
    free().forEach((worker, slots) -> spares.add(new Spare(worker, slots)));
    var claims = new PriorityQueue<Claim>();
    tenants.values().stream()
        .filter(Tenant::wantsMore)
        .forEach(tenant -> claims.add(new Claim(tenant, tenant.leases.size(), claims.size())));
    while (!spares.isEmpty() && !claims.isEmpty()) {
      var spare = spares.remove();
      var claim = claims.remove();
      var tenant = claim.tenant();
      tenant.leases.add(new Lease(++nextLease, spare.worker()));
      tenant.answer = true;
      if (tenant.wantsMore()) {
        claims.add(new Claim(tenant, tenant.leases.size(), claim.order()));
      }
      if (spare.slots() > 1) {
        spares.add(new Spare(spare.worker(), spare.slots() - 1));
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
