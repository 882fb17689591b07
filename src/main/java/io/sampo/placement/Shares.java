package io.sampo.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each run should have if slots could be divided: all get more and more in proportion to their
 * priorities, each from the workers with the fewest labels that will do and have something left,
 * until it has what it wants or nothing is left for it. So nobody can get more but at the cost of
 * somebody who has less for its priority.
 *
 * <p>Costs as much as there are tenants, once for every amount that some of them want.
 */
final class Shares {

  private static final double NOTHING = 1e-9;

  private final Groups groups;
  private final double[] left;
  private final List<Cup> cups = new ArrayList<>();
  private final Map<Tenant, Cup> byTenant;

  /** A tenant that is filled, at the speed of its run's priority, which its tenants divide. */
  private static final class Cup {
    private final Tenant tenant;
    private final double speed;
    private double filled;

    /** The group that it is filled from. */
    private int source;

    Cup(Tenant tenant, double speed) {
      this.tenant = tenant;
      this.speed = speed;
    }

    double missing() {
      return tenant.demand().wanted() - filled;
    }
  }

  Shares(Collection<Account> accounts, Groups groups) {
    this.groups = groups;
    byTenant = HashMap.newHashMap(accounts.size());
    left = new double[groups.count()];
    for (var group = 0; group < left.length; group++) {
      left[group] = groups.slots()[group];
    }
    for (var account : accounts) {
      var thirsty = 0;
      for (var tenant : account.tenants()) {
        thirsty += tenant.demand().wanted() > 0 ? 1 : 0;
      }
      for (var tenant : account.tenants()) {
        if (tenant.demand().wanted() > 0) {
          var cup = new Cup(tenant, (double) account.priority() / thirsty);
          cups.add(cup);
          byTenant.put(tenant, cup);
        }
      }
    }
    fill();
  }

  /** The share of a tenant. */
  double of(Tenant tenant) {
    @Nullable Cup cup = byTenant.get(tenant);
    return cup == null ? 0 : cup.filled;
  }

  /** The share of a run. */
  double of(Account account) {
    var share = 0.0;
    for (var tenant : account.tenants()) {
      share += of(tenant);
    }
    return share;
  }

  private void fill() {
    var open = new ArrayList<>(cups);
    while (true) {
      var speeds = new double[left.length];
      open.removeIf(cup -> {
        cup.source = source(cup);
        if (cup.source >= 0) {
          speeds[cup.source] += cup.speed;
        }
        return cup.source < 0;
      });
      if (open.isEmpty()) {
        return;
      }
      var time = Double.MAX_VALUE;
      for (var group = 0; group < left.length; group++) {
        time = speeds[group] > 0 ? Math.min(time, left[group] / speeds[group]) : time;
      }
      for (var cup : open) {
        time = Math.min(time, cup.missing() / cup.speed);
      }
      for (var cup : open) {
        cup.filled += time * cup.speed;
        left[cup.source] -= time * cup.speed;
      }
    }
  }

  /** The group that the cup is filled from; -1 if it is full, or there is none left. */
  private int source(Cup cup) {
    if (cup.missing() <= NOTHING) {
      return -1;
    }
    for (var group = 0; group < left.length; group++) {
      if (left[group] > NOTHING && groups.suits(cup.tenant.demand().site(), group)) {
        return group;
      }
    }
    return -1;
  }
}
