package io.sampo.cluster.node.roll;

import io.sampo.membership.Entry;
import java.util.List;
import java.util.Set;

/**
 * The roll of coordinator nodes, as one life of one node uses it. Every method blocks for one round
 * trip to the database, and throws a {@link RuntimeException} if that does not answer.
 */
public interface Roll {

  /** Signs, and says who else has; the own entry is among them. */
  List<Entry> sign(boolean isMember);

  /** Excludes all of {@code nodes}, unless this node is excluded: then nothing changes. */
  boolean exclude(Set<String> nodes);

  /**
   * Makes this node a member and excludes all members before, unless one of them is fresh: then
   * nothing changes.
   */
  boolean found();
}
