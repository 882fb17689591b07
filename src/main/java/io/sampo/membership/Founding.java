package io.sampo.membership;

import java.util.Comparator;
import java.util.List;

/**
 * Whether a coordinator node that starts joins a cluster or founds one. There may be a cluster as
 * long as some life on the roll is a fresh member; otherwise the roll lets one node found, and
 * excludes all members of before.
 */
public sealed interface Founding {

  /** How old the last signature of a member may be that a starting node still waits for. */
  long FRESH_MILLIS = 3_000;

  /** Join the cluster of these, in this order: {@code host:port} of each. */
  record Join(List<String> addresses) implements Founding {

    public Join {
      addresses = List.copyOf(addresses);
    }
  }

  /** Ask the roll whether this node may found a cluster. */
  record Found() implements Founding {}

  /** What a node is to try that has just read the roll; {@code self} is not a member yet. */
  static Founding next(String self, List<Entry> roll) {
    var members =
        roll.stream()
            .filter(entry -> entry.isFreshMember(FRESH_MILLIS) && !entry.node().equals(self))
            .sorted(Comparator.comparingLong(Entry::ageMillis))
            .map(Entry::address)
            .distinct()
            .toList();
    return members.isEmpty() ? new Found() : new Join(members);
  }
}
