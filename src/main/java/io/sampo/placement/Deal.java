package io.sampo.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * What everybody would have if all slots of a pool were given out anew: first the whole slots of
 * each one's share, then what is left over, to those to whom most is owed. Made where somebody
 * wants more than there is; what of it is carried out is who gets a slot that is free, and who
 * gives one back. Costs as much as there are slots.
 */
final class Deal {

  /** Shares are sums of fractions: so much less than a whole slot is one. */
  private static final double ROUNDING = 1e-6;

  private final Groups groups;
  private final int[] left;
  private final List<Hand> hands = new ArrayList<>();
  private final Map<Tenant, Hand> byTenant = new HashMap<>();

  /** What a tenant has, and what it is dealt, by group. */
  private static final class Hand {
    private final Account account;
    private final Tenant tenant;
    private final double share;
    private final int[] has;
    private final int[] dealt;
    private int dealtCount;

    Hand(Account account, Tenant tenant, double share, Groups groups) {
      this.account = account;
      this.tenant = tenant;
      this.share = share;
      has = new int[groups.count()];
      dealt = new int[groups.count()];
      tenant.leases().forEach(lease -> has[groups.of(lease.worker())]++);
      tenant.beyond().forEach((worker, attempts) -> has[groups.of(worker)] += attempts);
    }

    /** How much of the share is dealt with the next slot. */
    double progress() {
      return (dealtCount + 1) / share;
    }

    /** Slots that it lacks in {@code group}; none if it has as many as it is dealt elsewhere. */
    int lacks(int group) {
      return Math.min(dealtCount - tenant.has(), dealt[group] - has[group]);
    }

    int leaving(Groups groups, int group) {
      var leaving = 0;
      for (var one : tenant.beyond().entrySet()) {
        leaving += groups.of(one.getKey()) == group ? one.getValue() : 0;
      }
      return leaving;
    }
  }

  Deal(Collection<Account> accounts, Groups groups, Shares shares) {
    this.groups = groups;
    left = groups.slots();
    for (var account : accounts) {
      for (var tenant : account.tenants()) {
        var hand = new Hand(account, tenant, shares.of(tenant), groups);
        hands.add(hand);
        byTenant.put(tenant, hand);
      }
    }
    dealWholes();
    dealRest();
  }

  /** Slot by slot to whoever then has the least of its share, so that groups last alike. */
  private void dealWholes() {
    var next =
        new PriorityQueue<Hand>(
            Comparator.comparingDouble(Hand::progress)
                .thenComparingLong(hand -> hand.account.order()));
    hands.stream().filter(hand -> hand.share >= 1 - ROUNDING).forEach(next::add);
    while (!next.isEmpty()) {
      var hand = next.remove();
      if (deal(hand) && hand.dealtCount + 1 <= hand.share + ROUNDING) {
        next.add(hand);
      }
    }
  }

  /** One slot more to each run that has part of one to come, those first to whom most is owed. */
  private void dealRest() {
    var byAccount = new LinkedHashMap<Account, List<Hand>>();
    for (var hand : hands) {
      byAccount.computeIfAbsent(hand.account, _ -> new ArrayList<>()).add(hand);
    }
    byAccount.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<Account, List<Hand>> one) -> -claim(one.getKey(), one.getValue())))
        .forEach(one -> {
          var own = one.getValue();
          own.sort(Comparator.comparingDouble(hand -> hand.dealtCount - hand.share));
          if (own.stream().mapToDouble(hand -> hand.share - hand.dealtCount).sum() > ROUNDING) {
            dealFirst(own);
          }
        });
  }

  /** Deals one to the first of {@code hands} that takes it. */
  private void dealFirst(List<Hand> hands) {
    for (var hand : hands) {
      if (deal(hand)) {
        return;
      }
    }
  }

  private static double claim(Account account, List<Hand> hands) {
    var dealt = hands.stream().mapToInt(hand -> hand.dealtCount).sum();
    return account.claim(account.has() > dealt);
  }

  /** Deals one slot, if one is left that will do. */
  private boolean deal(Hand hand) {
    if (hand.dealtCount >= hand.tenant.demand().wanted()) {
      return false;
    }
    for (var group = 0; group < left.length; group++) {
      if (left[group] > 0 && groups.suits(hand.tenant.demand().site(), group)) {
        hand.dealt[group]++;
        hand.dealtCount++;
        left[group]--;
        return true;
      }
    }
    return false;
  }

  /** Whether the tenant is dealt more slots than it has, and one more of this group. */
  boolean isLacking(Tenant tenant, int group) {
    return hand(tenant).lacks(group) > 0;
  }

  /** Takes note that the tenant has got a slot of the group. */
  void gave(Tenant tenant, int group) {
    hand(tenant).has[group]++;
  }

  private Hand hand(Tenant tenant) {
    return Objects.requireNonNull(byTenant.get(tenant));
  }

  /** Takes slots back from those who have too many for those who lack them. */
  void recall() {
    for (var group = 0; group < groups.count(); group++) {
      var needed = needed(group);
      for (var hand : hands) {
        var surplus = hand.has[group] - hand.dealt[group];
        while (needed > 0 && surplus > 0 && recall(hand.tenant, group)) {
          needed--;
          surplus--;
        }
      }
    }
  }

  private boolean recall(Tenant tenant, int group) {
    return tenant.recall(worker -> groups.of(worker) == group);
  }

  /** Slots of the group that some lack, less those that are about to be left anyway. */
  private int needed(int group) {
    var needed = 0;
    for (var hand : hands) {
      var surplus = Math.max(0, hand.has[group] - hand.dealt[group]);
      needed += Math.max(0, hand.lacks(group));
      needed -= Math.min(hand.leaving(groups, group), surplus);
    }
    return needed;
  }
}
