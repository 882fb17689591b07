package io.sampo.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What everybody would have if all slots of a pool were given out anew: first the whole slots of
 * each one's share, then what is left over, to those to whom most is owed. Made where somebody
 * wants more than there is; what of it is carried out is who gets a slot that is free, and who
 * gives one back. Costs as much as there are runs and slots.
 */
final class Deal {

  /** Shares are sums of fractions: so much less than a whole slot is one. */
  private static final double ROUNDING = 1e-6;

  private final Groups groups;
  private final int[] left;
  private int leftCount;
  private final List<Party> parties = new ArrayList<>();
  private final List<Hand> hands = new ArrayList<>();
  private final Map<Tenant, Hand> byTenant;

  /** The hands of a run; who is owed more comes first, and among equals who came first. */
  private static final class Party implements Comparable<Party> {
    private final Account account;
    private final List<Hand> hands;
    private double claim;

    Party(Account account, List<Hand> hands) {
      this.account = account;
      this.hands = hands;
    }

    /** Works out what it is owed, once the whole slots are dealt. */
    void claim() {
      var dealt = 0;
      for (var hand : hands) {
        dealt += hand.dealtCount;
      }
      claim = account.claim(account.has() > dealt);
    }

    @Override
    public int compareTo(Party other) {
      var byClaim = Double.compare(other.claim, claim);
      return byClaim != 0 ? byClaim : Long.compare(account.order(), other.account.order());
    }
  }

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

    /** What of its share is not dealt. */
    double due() {
      return share - dealtCount;
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
    byTenant = HashMap.newHashMap(accounts.size());
    left = groups.slots();
    leftCount = IntStream.of(left).sum();
    for (var account : accounts) {
      var own = new ArrayList<Hand>(account.tenants().size());
      for (var tenant : account.tenants()) {
        var hand = new Hand(account, tenant, shares.of(tenant), groups);
        own.add(hand);
        byTenant.put(tenant, hand);
      }
      hands.addAll(own);
      parties.add(new Party(account, own));
    }
    dealWholes();
    parties.forEach(Party::claim);
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
    var next = new PriorityQueue<>(parties);
    while (leftCount > 0 && !next.isEmpty()) {
      var own = next.remove().hands;
      var due = 0.0;
      for (var hand : own) {
        due += hand.due();
      }
      if (due > ROUNDING) {
        own.sort(Comparator.comparingDouble(hand -> -hand.due()));
        dealFirst(own);
      }
    }
  }

  /** Deals one to the first of {@code hands} that takes it. */
  private void dealFirst(List<Hand> hands) {
    for (var hand : hands) {
      if (deal(hand)) {
        return;
      }
    }
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
        leftCount--;
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
