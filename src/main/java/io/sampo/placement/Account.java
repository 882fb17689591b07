package io.sampo.placement;

import io.sampo.message.Demand;
import io.sampo.message.Site;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A run in a pool: what it wants and has at all sites together, and what the pool owes it.
 *
 * <p>The credit grows while somebody wants more than there is and the run has less than its share,
 * and shrinks while it has more. It decides who gets the slots that are left when everybody has the
 * whole ones of its share: so runs take turns at them, above all where there are more runs than
 * slots.
 */
final class Account {

  /** Who has a slot keeps it until somebody else is owed so much more: half a turn. */
  private static final double HOLD_MILLIS = 500;

  private final long order;
  private final Map<Site, Tenant> tenants = new LinkedHashMap<>();
  private int priority = 1;
  private double credit;

  /** An account of a run that came as number {@code order}. */
  Account(long order) {
    this.order = order;
  }

  /**
   * Takes what the run says of one site, unless a later coordinator of it was heard before.
   *
   * @return whether that matters: not if it waits for the same as before
   */
  boolean hear(Demand demand, Predicate<WorkerId> isThere, Now now) {
    var site = demand.site();
    var known = tenants.get(site);
    if (known != null && demand.epoch() < known.demand().epoch()) {
      return false;
    }
    var tenant = known == null ? new Tenant(demand) : known;
    priority = demand.priority();
    var matters = tenant.hear(demand, isThere, now) || known == null;
    if (tenant.isEmpty()) {
      tenants.remove(site);
    } else {
      tenants.put(site, tenant);
    }
    return matters;
  }

  Collection<Tenant> tenants() {
    return tenants.values();
  }

  /** Forgets what was not heard of for too long. */
  void expire(long leaseMillis, Now now) {
    tenants.values().removeIf(tenant -> tenant.isSilent(leaseMillis, now));
  }

  /** Whether the run wants and has nothing here any more. */
  boolean isGone() {
    return tenants.isEmpty();
  }

  long order() {
    return order;
  }

  int priority() {
    return priority;
  }

  int has() {
    var has = 0;
    for (var tenant : tenants.values()) {
      has += tenant.has();
    }
    return has;
  }

  boolean isHungry() {
    return hunger() > 0;
  }

  /** Slots that it could use, those that it has included. */
  int wants() {
    var wants = 0;
    for (var tenant : tenants.values()) {
      wants += tenant.demand().wanted();
    }
    return wants;
  }

  /** Slots that it wants and has not. */
  int hunger() {
    var hunger = 0;
    for (var tenant : tenants.values()) {
      hunger += tenant.hunger();
    }
    return hunger;
  }

  /** Slot-milliseconds that the run is owed; below 0 if it has had more than its share. */
  double credit() {
    return credit;
  }

  /** The credit is worth {@code factor} of what it was; less what all have too much. */
  void adjust(double factor, double excess) {
    credit = (credit - excess) * factor;
  }

  /** Time has passed in which somebody wanted more, and this run should have had so much. */
  void pass(long millis, double share) {
    credit += (share - has()) * millis;
    if (!isHungry()) {
      credit = Math.min(credit, 0); // Who has all it wants saves nothing up.
    }
  }

  /**
   * What puts the run before others.
   *
   * @param holds whether it has the slot in question already
   */
  double claim(boolean holds) {
    return holds ? credit + HOLD_MILLIS : credit;
  }
}
