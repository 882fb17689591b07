package io.sampo.placement;

import io.sampo.message.WorkerStatus;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives the free slots of a pool away, one by one, each to the run that has the least for its
 * priority and can use it: on workers with the fewest labels that will do, and of these on the
 * emptiest. No slot is left over that somebody wants. Costs as much as it gives.
 */
final class Handout {

  private final Groups groups;

  /** By group, the emptiest worker first. */
  private final List<PriorityQueue<Spare>> spares = new ArrayList<>();

  private int slots;

  /** Free slots of a worker; the emptiest worker comes first. */
  private record Spare(WorkerStatus status, int slots) implements Comparable<Spare> {

    private WorkerId worker() {
      return status.worker();
    }

    @Override
    public int compareTo(Spare other) {
      var bySlots = Integer.compare(other.slots, slots);
      return bySlots != 0 ? bySlots : worker().compareTo(other.worker());
    }
  }

  /** A run that wants another slot; among equals who came first. */
  private record Claim(Account account, double rank) implements Comparable<Claim> {

    static Claim of(Account account) {
      return new Claim(account, (account.has() + 0.5) / account.priority());
    }

    @Override
    public int compareTo(Claim other) {
      var byRank = Double.compare(rank, other.rank);
      return byRank != 0 ? byRank : Long.compare(account.order(), other.account.order());
    }
  }

  /** Nothing is free so far. */
  Handout(Groups groups) {
    this.groups = groups;
    for (var group = 0; group < groups.count(); group++) {
      spares.add(new PriorityQueue<>());
    }
  }

  /** Adds the free slots of a worker. */
  void add(WorkerStatus status, int free) {
    if (free > 0) {
      spares.get(groups.of(status.worker())).add(new Spare(status, free));
      slots += free;
    }
  }

  /** How many slots are free. */
  int slots() {
    return slots;
  }

  /** Takes what is given away. */
  @FunctionalInterface
  interface Gift {

    /**
     * The tenant gets a lease of the worker, which is of this group.
     *
     * @return whether it takes a slot, and not the one on which the tenant has an attempt already
     */
    boolean take(Tenant tenant, WorkerStatus worker, int group);
  }

  /** Who may be given a slot. */
  @FunctionalInterface
  interface Rule {

    /** Everybody who wants it. */
    Rule ANYBODY = (_, _) -> true;

    /** Whether the tenant may have one of this group. */
    boolean allows(Tenant tenant, int group);
  }

  /** Gives what {@code rule} allows, and tells {@code gift} of it. */
  void give(Collection<Account> accounts, Rule rule, Gift gift) {
    if (slots == 0) {
      return;
    }
    var claims = new PriorityQueue<Claim>();
    for (var account : accounts) {
      if (account.isHungry()) {
        claims.add(Claim.of(account));
      }
    }
    while (!claims.isEmpty()) {
      var account = claims.remove().account();
      if (give(account, rule, gift) && account.isHungry()) {
        claims.add(Claim.of(account));
      }
    }
  }

  /** Gives the run a slot, where it has the fewest; false if none of those left will do. */
  private boolean give(Account account, Rule rule, Gift gift) {
    @Nullable Tenant best = null;
    var bestGroup = -1;
    for (var tenant : account.tenants()) {
      if (tenant.isHungry() && (best == null || tenant.has() < best.has())) {
        var group = group(tenant, rule);
        if (group >= 0) {
          best = tenant;
          bestGroup = group;
        }
      }
    }
    if (best == null) {
      return false;
    }
    var spare = spares.get(bestGroup).remove();
    slots -= spare.slots();
    var taken = gift.take(best, spare.status(), bestGroup) ? 1 : 0;
    add(spare.status(), spare.slots() - taken);
    return true;
  }

  private int group(Tenant tenant, Rule rule) {
    for (var group = 0; group < groups.count(); group++) {
      if (!spares.get(group).isEmpty()
          && groups.suits(tenant.demand().site(), group)
          && rule.allows(tenant, group)) {
        return group;
      }
    }
    return -1;
  }
}
