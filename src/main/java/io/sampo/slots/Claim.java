package io.sampo.slots;

import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.Check;

/**
 * Whether a node of a job cluster is still claimed by its run. It asks again and again; when it is
 * told that it is not wanted, or nobody has claimed it for long enough, it ends itself, whatever
 * has become of whoever started it.
 *
 * <p>A claim counts from when the question was <em>sent</em>. Who has been replaced is not heard.
 */
public final class Claim {

  /** How long a node goes on without being claimed. */
  public static final long PATIENCE_MILLIS = 30_000;

  /** How often it asks once it was claimed, and before. */
  static final long ASK_MILLIS = 3_000;

  static final long FIRST_ASK_MILLIS = 200;

  private final long patienceMillis;
  private long epoch;
  private long endMillis;
  private long askMillis;
  private boolean claimed;
  private boolean dismissed;

  /** The claim on a node that begins at {@code nowMillis}, in elapsed time. */
  public Claim(long patienceMillis, long nowMillis) {
    Check.range("patience", patienceMillis, 1, Long.MAX_VALUE / 4);
    this.patienceMillis = patienceMillis;
    endMillis = nowMillis + patienceMillis;
    askMillis = nowMillis;
  }

  /** The run has answered. */
  public void hear(NodeClaim answer) {
    if (answer.epoch() < epoch) {
      return;
    }
    epoch = answer.epoch();
    if (answer.wanted()) {
      claimed = true;
      endMillis = Math.max(endMillis, answer.sentMillis() + patienceMillis);
    }
    dismissed = !answer.wanted() && answer.epoch() > 0;
  }

  /** Whether it is time to ask; counts as asked. */
  public boolean asks(long nowMillis) {
    if (nowMillis < askMillis) {
      return false;
    }
    askMillis = nowMillis + (claimed ? ASK_MILLIS : FIRST_ASK_MILLIS);
    return true;
  }

  /** Whether the node is to end. */
  public boolean isOver(long nowMillis) {
    return dismissed || endMillis <= nowMillis;
  }

  /** When to look again, in elapsed time. */
  public long nextMillis() {
    return Math.min(askMillis, endMillis);
  }
}
