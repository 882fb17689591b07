package io.sampo.placement;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.WorkerStatus;
import io.sampo.model.Check;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.placement.Handout.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a pool's workers, and which run may use which. Nothing here is durable and nothing
 * is counted up and down: free slots are what workers report less what is leased or still has an
 * attempt in it, and what a run holds it says again with every demand, so a pool that starts empty
 * is right after one round.
 *
 * <p>A free slot is never kept from a run that wants it. Where there are too few, runs share them
 * in proportion to their priorities ({@link Shares}), as nearly as whole slots allow, and take
 * turns at those that cannot be divided ({@link Account}). Nothing is taken from a run without
 * need, and an attempt under way is never ended for another: a slot that is recalled is free once
 * its attempt is over.
 */
public final class Pool {

  private final long leaseMillis;
  private final boolean alike;
  private final NavigableMap<WorkerId, Member> members = new TreeMap<>();
  private final Map<RunId, Account> accounts = new LinkedHashMap<>();
  private final Credits credits = new Credits();
  private long lastLease;
  private long accountsMade;

  private record Member(WorkerStatus status, long heardMillis) {}

  /**
   * An empty pool.
   *
   * @param leaseMillis how long a lease lasts without being renewed; at least 1
   * @param firstLease where lease ids begin; above every id that an earlier life of this pool gave
   * @param alike whether every worker will do for everybody, whatever it carries
   */
  Pool(long leaseMillis, long firstLease, boolean alike) {
    Check.range("lease", leaseMillis, 1, Long.MAX_VALUE / 4);
    this.leaseMillis = leaseMillis;
    this.alike = alike;
    lastLease = firstLease;
  }

  /** A pool in which labels count. */
  public Pool(long leaseMillis, long firstLease) {
    this(leaseMillis, firstLease, false);
  }

  /**
   * A worker says how it is.
   *
   * @return the lives of the same worker that are over by this
   */
  public Set<WorkerId> hear(WorkerStatus status, Now now) {
    var worker = status.worker();
    var known = known(worker);
    if (known != null && known.incarnation() > worker.incarnation()) {
      return Set.of();
    }
    var over = end(worker);
    members.put(worker, new Member(status, now.elapsedMillis()));
    return over;
  }

  private @Nullable WorkerId known(WorkerId worker) {
    var known = members.floorKey(new WorkerId(worker.name(), Long.MAX_VALUE));
    return known != null && known.name().equals(worker.name()) ? known : null;
  }

  /** Forgets the life before {@code worker}, if it was heard of: it is over. */
  Set<WorkerId> end(WorkerId worker) {
    var known = known(worker);
    if (known == null || known.incarnation() >= worker.incarnation()) {
      return Set.of();
    }
    lose(known);
    return Set.of(known);
  }

  /** The runs that want or hold slots. */
  public Set<RunId> runs() {
    return Set.copyOf(accounts.keySet());
  }

  /** Whether nobody wants, holds or offers anything. */
  public boolean isEmpty() {
    return members.isEmpty() && accounts.isEmpty();
  }

  /** The id of the last lease that was given. */
  long lastLease() {
    return lastLease;
  }

  /** That life of the worker is over. */
  public void lose(WorkerId worker) {
    members.remove(worker);
    accounts.values().forEach(run -> run.tenants().forEach(tenant -> tenant.lose(worker)));
  }

  /**
   * A run says what it wants and holds. A coordinator that was replaced is not heard.
   *
   * @return whether that matters: not if it waits for the same as before
   */
  public boolean hear(Demand demand, Now now) {
    var account = accounts.computeIfAbsent(demand.run(), _ -> new Account(accountsMade++));
    var matters = account.hear(demand, members::containsKey, now);
    demand.holding().forEach(lease -> lastLease = Math.max(lastLease, lease.id()));
    if (account.isGone()) {
      accounts.remove(demand.run());
    }
    return matters;
  }

  /** Shares out what is free: an answer for every run whose leases changed or were renewed. */
  public List<Grant> grants(Now now) {
    expire(now);
    var leased = leased();
    trim(leased);
    var groups = new Groups(workers(), alike);
    shareOut(groups, handout(groups, leased), now);
    var grants = new ArrayList<Grant>();
    for (var account : accounts.values()) {
      account.tenants().forEach(tenant -> grants.addAll(tenant.answer(leaseMillis)));
    }
    return grants;
  }

  private void shareOut(Groups groups, Handout handout, Now now) {
    var hunger = accounts.values().stream().mapToInt(Account::hunger).sum();
    if (hunger == 0) {
      credits.forgive(accounts.values());
      return;
    }
    if (accounts.size() == 1 || (groups.count() == 1 && hunger <= handout.slots())) {
      handout.give(
          accounts.values(), Rule.ANYBODY, (tenant, worker, _) -> lease(tenant, worker, now));
      return;
    }
    var shares = new Shares(accounts.values(), groups);
    credits.pass(accounts.values(), shares, now);
    var deal = new Deal(accounts.values(), groups, shares);
    Handout.Gift gift =
        (tenant, worker, group) -> {
          var taken = lease(tenant, worker, now);
          if (taken) {
            deal.gave(tenant, group);
          }
          return taken;
        };
    handout.give(accounts.values(), deal::isLacking, gift);
    handout.give(accounts.values(), Rule.ANYBODY, gift);
    deal.recall();
  }

  private boolean lease(Tenant tenant, WorkerStatus status, Now now) {
    var ahead = status.ahead() / Math.max(1, status.slots());
    return tenant.give(new Lease(++lastLease, status.worker(), ahead), now);
  }

  /** The workers heard of within the last lease. */
  public List<WorkerStatus> workers() {
    return members.values().stream().map(Member::status).toList();
  }

  private void expire(Now now) {
    var silentSince = now.elapsedMillis() - leaseMillis;
    for (var member : List.copyOf(members.values())) {
      if (member.heardMillis() < silentSince) {
        lose(member.status().worker());
      }
    }
    accounts.values().forEach(account -> account.expire(leaseMillis, now));
    accounts.values().removeIf(Account::isGone);
  }

  /** Slots of each worker that are leased. */
  private Map<WorkerId, Integer> leased() {
    var leased = new HashMap<WorkerId, Integer>();
    for (var account : accounts.values()) {
      for (var tenant : account.tenants()) {
        tenant.leases().forEach(lease -> leased.merge(lease.worker(), 1, Integer::sum));
      }
    }
    return leased;
  }

  /** Recalls what a worker has not got: it drains, or another dispatcher leased it as well. */
  private void trim(Map<WorkerId, Integer> leased) {
    for (var member : members.values()) {
      var worker = member.status().worker();
      while (leased.getOrDefault(worker, 0) > member.status().slots()) {
        youngest(worker).recall(worker::equals);
        leased.merge(worker, -1, Integer::sum);
      }
    }
  }

  /** Who has the youngest lease of the worker, which somebody has. */
  private Tenant youngest(WorkerId worker) {
    return accounts.values().stream()
        .flatMap(account -> account.tenants().stream())
        .max(Comparator.comparingLong(tenant -> tenant.youngest(worker)))
        .orElseThrow();
  }

  private Handout handout(Groups groups, Map<WorkerId, Integer> leased) {
    var taken = new HashMap<>(leased);
    for (var account : accounts.values()) {
      for (var tenant : account.tenants()) {
        tenant.beyond().forEach((worker, attempts) -> taken.merge(worker, attempts, Integer::sum));
      }
    }
    var handout = new Handout(groups);
    for (var member : members.values()) {
      var status = member.status();
      var used = Math.max(taken.getOrDefault(status.worker(), 0), status.occupied());
      handout.add(status, status.slots() - used);
    }
    return handout;
  }
}
