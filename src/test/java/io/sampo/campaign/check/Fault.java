package io.sampo.campaign.check;

/**
 * Something that was done to the cluster.
 *
 * @param kind as in the matrix of faults, such as {@code F1}
 * @param name of what exactly, such as {@code kill -9}
 * @param node whom it was done to; several are parted by commas
 * @param fromMillis when it was done
 * @param toMillis when it was over, as far as that was in the hand of who did it
 */
public record Fault(String kind, String name, String node, long fromMillis, long toMillis) {

  /** Whether {@code worker} stood still for some time, and went on afterwards. */
  public boolean isPauseOf(String worker) {
    return kind.equals("F9") && node.equals(worker);
  }
}
