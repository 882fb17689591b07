package io.sampo.placement;

import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.WorkerStatus;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pools of a dispatcher, by name: each is there while somebody wants, holds or offers something
 * in it.
 */
public final class Pools {

  /** The name of the only pool where names do not matter. */
  private static final String ALL = "";

  private final long leaseMillis;
  private final boolean alike;
  private final SortedMap<String, Pool> byName = new TreeMap<>();
  private long lastLease;

  private Pools(long leaseMillis, long firstLease, boolean alike) {
    this.leaseMillis = leaseMillis;
    this.alike = alike;
    lastLease = firstLease;
  }

  /**
   * No pools so far; names and labels count.
   *
   * @param leaseMillis how long a lease lasts without being renewed; at least 1
   * @param firstLease above every lease id that an earlier life of this dispatcher gave
   */
  public static Pools byName(long leaseMillis, long firstLease) {
    return new Pools(leaseMillis, firstLease, false);
  }

  /** The same where all workers are in one pool and will do for everybody: a node by itself. */
  public static Pools allAlike(long leaseMillis, long firstLease) {
    return new Pools(leaseMillis, firstLease, true);
  }

  private Pool pool(String name) {
    return byName.computeIfAbsent(alike ? ALL : name, _ -> new Pool(leaseMillis, lastLease, alike));
  }

  /**
   * A worker says how it is.
   *
   * @return the lives of the same worker that are over by this, whatever pool they were in
   */
  public Set<WorkerId> hear(WorkerStatus status, Now now) {
    var over = new HashSet<WorkerId>();
    byName.values().forEach(pool -> over.addAll(pool.end(status.worker())));
    pool(status.place().pool()).hear(status, now);
    return over;
  }

  /**
   * A run says what it wants and holds at a site.
   *
   * @return whether that matters: not if it waits for the same as before
   */
  public boolean hear(Demand demand, Now now) {
    return pool(demand.site().pool()).hear(demand, now);
  }

  /** The runs that want or hold slots. */
  public Set<RunId> runs() {
    var runs = new HashSet<RunId>();
    byName.values().forEach(pool -> runs.addAll(pool.runs()));
    return runs;
  }

  /** The workers heard of within the last lease. */
  public List<WorkerStatus> workers() {
    return byName.values().stream().flatMap(pool -> pool.workers().stream()).toList();
  }

  /** Shares out what is free: an answer for every run whose leases changed or were renewed. */
  public List<Grant> grants(Now now) {
    var grants = new ArrayList<Grant>();
    byName
        .values()
        .forEach(pool -> {
          grants.addAll(pool.grants(now));
          lastLease = Math.max(lastLease, pool.lastLease());
        });
    byName.values().removeIf(Pool::isEmpty);
    return grants;
  }
}
