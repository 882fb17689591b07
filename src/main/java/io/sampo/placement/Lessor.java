package io.sampo.placement;

import io.sampo.model.Check;
import io.sampo.model.WorkerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One coordinator node's part in the question whether a worker is alive. A worker renews one lease
 * with any coordinator node; whoever misses it asks all of them to renew no more, and once each has
 * agreed or is gone, and another lease has passed, the worker has ended by its own clock.
 *
 * <p>A node that has agreed renews that life of the worker no more; only the node that asks takes
 * its own word back when another one objects. All times are this node's elapsed milliseconds.
 */
public final class Lessor {

  /**
   * How long leases are, and when a worker counts as missed. All in milliseconds.
   *
   * @param lease how long a worker goes on without being renewed; at least 1
   * @param miss how long a worker may be silent before its loss is looked into; 1 to {@code lease}
   * @param adopt for how long a worker goes on by itself when the only coordinator node has ended,
   *     and so long the node's next life waits for it; at least {@code lease}
   * @param licence for how long a node that was removed may have gone on renewing workers
   */
  public record Terms(long lease, long miss, long adopt, long licence) {

    public Terms {
      Check.range("lease", lease, 1, Long.MAX_VALUE / 4);
      Check.range("miss", miss, 1, lease);
      Check.range("adopt", adopt, lease, Long.MAX_VALUE / 4);
      Check.range("licence", licence, 0, Long.MAX_VALUE / 4);
    }

    /** Those of a cluster in which nobody is waited for longer than for a lease. */
    public static Terms of(long lease, long miss) {
      return new Terms(lease, miss, lease, 0);
    }
  }

  private final String self;
  private final Terms terms;
  private final Map<WorkerId, Long> renewed = new TreeMap<>();

  /** Those that may go on as an earlier life of this node allowed, and since when it knows them. */
  private final Map<WorkerId, Long> inherited = new HashMap<>();

  private final Set<WorkerId> barred = new HashSet<>();

  /** Those of them that another node asked for: its inquest counts on this one's word. */
  private final Set<WorkerId> promised = new HashSet<>();

  private final Set<WorkerId> lost = new HashSet<>();
  private final Map<WorkerId, Inquest> inquests = new HashMap<>();

  /** Who has agreed, who has yet to, and when the last one did or was removed. */
  private static final class Inquest {
    private final Set<String> agreed = new HashSet<>();
    private final Set<String> open = new TreeSet<>();
    private long lastMillis;

    void agree(String node, long nowMillis) {
      if (agreed.add(node)) {
        open.remove(node);
        lastMillis = Math.max(lastMillis, nowMillis);
      }
    }

    /**
     * Takes note of the nodes there are: one that is gone may renew for {@code licenceMillis} yet.
     */
    void look(Set<String> nodes, long nowMillis, long licenceMillis) {
      if (open.retainAll(nodes)) {
        lastMillis = nowMillis + licenceMillis;
      }
      for (var node : nodes) {
        if (!agreed.contains(node)) {
          open.add(node);
        }
      }
    }
  }

  /**
   * A lessor that has met no worker.
   *
   * @param self this node's name among the coordinator nodes
   */
  public Lessor(String self, Terms terms) {
    this.self = self;
    this.terms = terms;
  }

  /**
   * A worker asks for another lease: whether it gets one.
   *
   * @param lessor who granted the lease it has, null for nobody: unless this did, it may go on by
   *     itself for now
   */
  public boolean renew(WorkerId worker, @Nullable String lessor, long nowMillis) {
    if (barred.contains(worker)) {
      return false;
    }
    renewed.put(worker, nowMillis);
    if (self.equals(lessor)) {
      inherited.remove(worker);
    } else {
      inherited.putIfAbsent(worker, nowMillis);
    }
    return true;
  }

  /**
   * Another node asks that {@code worker} be renewed no more: whether this one agrees, which it
   * does unless it heard from the worker lately, or the worker may go on by itself.
   */
  public boolean bar(WorkerId worker, long nowMillis) {
    var agrees = refuse(worker, nowMillis);
    if (agrees) {
      promised.add(worker);
    }
    return agrees;
  }

  private boolean refuse(WorkerId worker, long nowMillis) {
    var heard = renewed.get(worker);
    var wasHeard = heard != null && heard + terms.miss() > nowMillis;
    var known = inherited.get(worker);
    var mayGoOn = known != null && known + terms.adopt() - terms.lease() > nowMillis;
    if (wasHeard || mayGoOn) {
      return false;
    }
    barred.add(worker);
    renewed.remove(worker);
    return true;
  }

  /**
   * The workers that have been silent for too long, and those whose inquest is open, each with the
   * nodes that are to be asked to {@link #bar} them, again and again until they have agreed.
   *
   * @param nodes every coordinator node there is now, this one included; a node that restarts is
   *     another node, since it has forgotten what it agreed to
   */
  public Map<WorkerId, Set<String>> missing(Set<String> nodes, long nowMillis) {
    for (var silent : new TreeMap<>(renewed).entrySet()) {
      if (silent.getValue() + terms.miss() <= nowMillis) {
        suspect(silent.getKey(), nowMillis);
      }
    }
    var asked = new TreeMap<WorkerId, Set<String>>();
    inquests.forEach((worker, inquest) -> {
      inquest.look(nodes, nowMillis, terms.licence());
      asked.put(worker, new TreeSet<>(inquest.open));
    });
    return asked;
  }

  /**
   * Somebody here has to do with {@code worker}: from now on it counts as silent unless it renews
   * with this node, even if it never did before.
   */
  public void watch(WorkerId worker, long nowMillis) {
    if (barred.contains(worker) && !lost.contains(worker)) {
      suspect(worker, nowMillis);
    } else if (!barred.contains(worker)) {
      if (renewed.putIfAbsent(worker, nowMillis) == null) {
        inherited.put(worker, nowMillis);
      }
    }
  }

  /** Whether {@link #lost} has named that life. */
  public boolean isLost(WorkerId worker) {
    return lost.contains(worker);
  }

  /** Looks into {@code worker}, unless this node heard from it lately itself. */
  public void suspect(WorkerId worker, long nowMillis) {
    if (refuse(worker, nowMillis)) {
      inquests.computeIfAbsent(worker, _ -> new Inquest());
      agreed(self, worker, nowMillis);
    }
  }

  /** Some node heard from {@code worker} lately: this one has no more to say against it. */
  public void alive(WorkerId worker) {
    if (inquests.remove(worker) != null && !promised.contains(worker)) {
      barred.remove(worker);
    }
  }

  /** {@code node} has agreed to renew {@code worker} no more. */
  public void agreed(String node, WorkerId worker, long nowMillis) {
    var inquest = inquests.get(worker);
    if (inquest != null) {
      inquest.agree(node, nowMillis);
    }
  }

  /**
   * The workers that are lost by now. Each is named once.
   *
   * @param nodes as in {@link #missing}
   */
  public Set<WorkerId> lost(Set<String> nodes, long nowMillis) {
    var over = new TreeSet<WorkerId>();
    inquests.forEach((worker, inquest) -> {
      inquest.look(nodes, nowMillis, terms.licence());
      if (inquest.open.isEmpty() && inquest.lastMillis + terms.lease() <= nowMillis) {
        over.add(worker);
      }
    });
    inquests.keySet().removeAll(over);
    inherited.keySet().removeAll(over);
    lost.addAll(over);
    return over;
  }
}
