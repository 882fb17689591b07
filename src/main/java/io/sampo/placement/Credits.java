package io.sampo.placement;

import io.sampo.model.Now;
import java.util.Collection;

/** Keeps what runs of a pool are owed, as time passes. */
final class Credits {

  /** Nobody is owed more slot-milliseconds, and nobody owes more: two minutes of one slot. */
  private static final double MILLIS_MAX = 120_000;

  /** More than this has not passed since the last look, whatever the clock says. */
  private static final long LOOK_MILLIS_MAX = 1_000;

  private long lookedMillis = Long.MIN_VALUE;

  /** Nobody wants more than there is, so nobody owes anybody anything. */
  void forgive(Collection<Account> accounts) {
    lookedMillis = Long.MIN_VALUE;
    accounts.forEach(account -> account.adjust(0, 0));
  }

  /** Has the time since the last look count for all. */
  void pass(Collection<Account> accounts, Shares shares, Now now) {
    var millis =
        lookedMillis == Long.MIN_VALUE
            ? 0
            : Math.clamp(now.elapsedMillis() - lookedMillis, 0, LOOK_MILLIS_MAX);
    lookedMillis = now.elapsedMillis();
    accounts.forEach(account -> account.pass(millis, shares.of(account)));
    level(accounts);
  }

  /**
   * Slots are idle on their way from one run to the next, so all together are owed more and more:
   * what counts is who is owed more than the others. And where that is too much, all have less of
   * it, so that the order stays.
   */
  private static void level(Collection<Account> accounts) {
    var mean = accounts.stream().mapToDouble(Account::credit).average().orElse(0);
    var most = accounts.stream().mapToDouble(one -> Math.abs(one.credit() - mean)).max().orElse(0);
    accounts.forEach(one -> one.adjust(most > MILLIS_MAX ? MILLIS_MAX / most : 1, mean));
  }
}
