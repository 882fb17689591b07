package io.sampo.membership;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Until when a coordinator node may renew the leases of workers. A node that others have excluded
 * must not keep workers alive, so it renews only for as long as it cannot have been excluded
 * unawares: for a while after each signature on the roll, or, when the roll is out of reach, while
 * every other coordinator promises to exclude nobody. That is what lets attempts go on while the
 * database is down.
 *
 * <p>Signatures and promises count from when they were <em>asked for</em>. All times are this
 * node's elapsed milliseconds.
 */
public final class Licence {

  private final Patience patience;
  private final Map<String, Long> promised = new HashMap<>();
  private long signedMillis = Long.MIN_VALUE / 2;
  private long inReachSinceMillis;
  private long quietUntilMillis = Long.MIN_VALUE / 2;

  public Licence(Patience patience) {
    this.patience = patience;
  }

  /** The roll has taken the signature that was sent at {@code sentMillis}. */
  public void signed(long sentMillis) {
    if (sentMillis - signedMillis > patience.licence()) {
      inReachSinceMillis = sentMillis;
    }
    signedMillis = Math.max(signedMillis, sentMillis);
  }

  boolean promise(long nowMillis) {
    if (isSigned(nowMillis)) {
      return false;
    }
    quietUntilMillis = nowMillis + patience.quiet();
    return true;
  }

  /** {@code node} has promised, asked at {@code sentMillis}. */
  public void promised(String node, long sentMillis) {
    promised.merge(node, sentMillis + patience.quiet(), Math::max);
  }

  /** Whether the others are to be asked for their promise, since the roll is out of reach. */
  public boolean needsPromises(long nowMillis) {
    return signedMillis + patience.licence() / 2 <= nowMillis;
  }

  /**
   * Until when this node may renew workers, as far as is known; not after {@code nowMillis} if it
   * may not.
   *
   * @param others every other coordinator that may be able to exclude it
   */
  public long validUntil(Set<String> others, long nowMillis) {
    var promisedUntil =
        others.stream()
            .mapToLong(node -> promised.getOrDefault(node, Long.MIN_VALUE))
            .min()
            .orElse(nowMillis + patience.licence());
    return Math.max(signedMillis + patience.licence(), promisedUntil);
  }

  /** Whether it may do so now. */
  boolean isValid(Set<String> others, long nowMillis) {
    return validUntil(others, nowMillis) > nowMillis;
  }

  /** Whether this node may exclude others: it has been with the roll for long enough. */
  boolean mayExclude(long nowMillis) {
    return isSigned(nowMillis)
        && inReachSinceMillis + patience.quiet() <= nowMillis
        && quietUntilMillis <= nowMillis;
  }

  /** Whether every signature of the last {@code millis} was taken. */
  boolean isInReachFor(long millis, long nowMillis) {
    return isSigned(nowMillis) && inReachSinceMillis + millis <= nowMillis;
  }

  private boolean isSigned(long nowMillis) {
    return signedMillis + patience.licence() > nowMillis;
  }
}
