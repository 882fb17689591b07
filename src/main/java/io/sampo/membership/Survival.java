package io.sampo.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One coordinator node's part in the question which nodes the cluster goes on with. Whoever misses
 * coordinators asks the roll to exclude them; the roll grants that to all but those who are
 * excluded themselves, one after the other, so of two sides that miss each other exactly one goes
 * on, and a single survivor may. Who is excluded ends. Workers have no say, and are given up when
 * they have been out of sight for long enough, or together with a coordinator.
 *
 * <p>All times are this node's elapsed milliseconds.
 */
public final class Survival {

  private final String self;
  private final Patience patience;
  private final Licence licence;
  private final Map<String, Long> unseenSince = new HashMap<>();

  /** Everybody that the roll was ever asked to exclude: whether it did may be unknown here. */
  private final Set<String> unwanted = new HashSet<>();

  private List<Entry> roll = List.of();
  private Set<String> missed = Set.of();
  private long missedSinceMillis;
  private @Nullable Set<String> asked;

  /** A node of that name, which has read no roll. */
  public Survival(String self, Patience patience, Licence licence) {
    this.self = self;
    this.patience = patience;
    this.licence = licence;
  }

  /** The roll as it was when this node's last signature was taken. */
  public void read(List<Entry> entries) {
    roll = List.copyOf(entries);
  }

  /**
   * Another coordinator asks this one to exclude nobody for a while: whether it promises that. Not
   * while the roll is in reach or may yet do what it was asked, and never to a node that this one
   * has once wanted to go on without.
   */
  public boolean promise(String node, long nowMillis) {
    return asked == null
        && !unwanted.contains(node)
        && !isExcluded(node)
        && licence.promise(nowMillis);
  }

  /**
   * The roll's answer to {@link Verdict.Exclude}; false also once it can be sure that the roll will
   * never do it.
   */
  public List<Verdict> answered(Set<String> nodes, boolean granted) {
    asked = null;
    return granted ? List.of(new Verdict.Down(nodes)) : List.of();
  }

  /** What is to be done now. */
  public List<Verdict> look(List<Peer> peers, long nowMillis) {
    if (isExcluded(self)) {
      return List.of(new Verdict.End("other coordinators have gone on without this node"));
    }
    note(peers, nowMillis);
    var verdicts = new ArrayList<Verdict>();
    var gone = new TreeSet<String>();
    peers.stream().map(Peer::node).filter(this::isExcluded).forEach(gone::add);
    var given = coordinatorsToGiveUp(peers, nowMillis);
    gone.addAll(workersToGiveUp(peers, given.isEmpty() && gone.isEmpty(), nowMillis));
    if (!gone.isEmpty()) {
      verdicts.add(new Verdict.Down(gone));
    }
    if (!given.isEmpty() && asked == null && licence.mayExclude(nowMillis)) {
      asked = given;
      unwanted.addAll(given);
      verdicts.add(new Verdict.Exclude(given));
    }
    return verdicts;
  }

  /** The coordinators, beside this one, that may be able to exclude it. */
  public Set<String> others(List<Peer> peers) {
    var others = new HashSet<String>();
    peers.stream().filter(Peer::isCoordinator).map(Peer::node).forEach(others::add);
    roll.stream().filter(Entry::isMember).map(Entry::node).forEach(others::add);
    others.removeIf(node -> node.equals(self) || isExcluded(node));
    return others;
  }

  private void note(List<Peer> peers, long nowMillis) {
    var unseen = new HashSet<String>();
    peers.stream().filter(peer -> !peer.isReachable()).map(Peer::node).forEach(unseen::add);
    unseenSince.keySet().retainAll(unseen);
    unseen.forEach(node -> unseenSince.putIfAbsent(node, nowMillis));
    var missing = new HashSet<String>();
    peers.stream()
        .filter(peer -> peer.isCoordinator() && !peer.isReachable() && !isExcluded(peer.node()))
        .map(Peer::node)
        .forEach(missing::add);
    if (!missing.equals(missed)) {
      missed = missing;
      missedSinceMillis = nowMillis;
    }
  }

  private Set<String> coordinatorsToGiveUp(List<Peer> peers, long nowMillis) {
    var given = new HashSet<String>();
    var wait = patience.stable() + (isMinority(peers) ? patience.minority() : 0);
    if (missedSinceMillis + wait <= nowMillis) {
      given.addAll(missed);
    }
    if (licence.isInReachFor(patience.silent(), nowMillis)) {
      roll.stream()
          .filter(entry -> entry.isMember() && !entry.isExcluded())
          .filter(entry -> entry.ageMillis() > patience.silent() && !entry.node().equals(self))
          .map(Entry::node)
          .forEach(given::add);
    }
    return given;
  }

  private Set<String> workersToGiveUp(List<Peer> peers, boolean isQuiet, long nowMillis) {
    var wait = isQuiet ? patience.worker() : patience.stable();
    var given = new HashSet<String>();
    for (var peer : peers) {
      var since = unseenSince.get(peer.node());
      if (!peer.isCoordinator() && since != null && since + wait <= nowMillis) {
        given.add(peer.node());
      }
    }
    return given;
  }

  /** Less than half in sight, or just half without the first by name. */
  private boolean isMinority(List<Peer> peers) {
    var all = new TreeSet<String>();
    var seen = new HashSet<String>();
    all.add(self);
    seen.add(self);
    for (var peer : peers) {
      if (peer.isCoordinator() && !isExcluded(peer.node())) {
        all.add(peer.node());
        if (peer.isReachable()) {
          seen.add(peer.node());
        }
      }
    }
    var difference = 2 * seen.size() - all.size();
    return difference < 0 || (difference == 0 && !seen.contains(all.first()));
  }

  private boolean isExcluded(String node) {
    return roll.stream().anyMatch(entry -> entry.isExcluded() && entry.node().equals(node));
  }
}
