package io.sampo.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A worker node's part in the question which nodes the cluster goes on with: none, as long as there
 * is a coordinator. When all of them are given up, as the only one is once its next life asks to be
 * let in, workers that are out of sight would keep that out, since a cluster takes nobody in while
 * it misses a member. Then the others give them up.
 */
public final class Interregnum {

  private final long stableMillis;
  private final Map<String, Long> unseenSince = new HashMap<>();

  /**
   * A node that has seen nobody.
   *
   * @param stableMillis for how long a worker must be out of sight
   */
  public Interregnum(long stableMillis) {
    this.stableMillis = stableMillis;
  }

  /**
   * Who is to be given up now.
   *
   * @param peers all other members that nobody has given up
   */
  public Set<String> look(List<Peer> peers, long nowMillis) {
    var unseen = new HashSet<String>();
    peers.stream().filter(peer -> !peer.isReachable()).map(Peer::node).forEach(unseen::add);
    unseenSince.keySet().retainAll(unseen);
    unseen.forEach(node -> unseenSince.putIfAbsent(node, nowMillis));
    if (peers.stream().anyMatch(Peer::isCoordinator)) {
      return Set.of();
    }
    unseen.removeIf(node -> unseenSince.getOrDefault(node, nowMillis) + stableMillis > nowMillis);
    return unseen;
  }
}
