package io.sampo.membership;

/**
 * One life of a coordinator node, as it stands on the roll, which lies in the coordinators' common
 * database.
 *
 * @param node names that life; the next one of the same node has another name
 * @param address where it is, as {@code host:port}
 * @param ageMillis since it last signed, by the database's clock
 * @param isMember whether it belongs to a cluster
 * @param isExcluded whether others have gone on without it, for good: it must end
 */
public record Entry(
    String node, String address, long ageMillis, boolean isMember, boolean isExcluded) {

  /** Whether it may well be alive, and have a cluster that others can join. */
  boolean isFreshMember(long freshMillis) {
    return isMember && !isExcluded && ageMillis < freshMillis;
  }
}
