package io.sampo.protocol;

import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/** What the office of a coordinator node understands that leases their lives to workers. */
public sealed interface ToLessor extends Message {

  /** Under this key the offices are found, one on each coordinator node. */
  ServiceKey<ToLessor> KEY = ServiceKey.create(ToLessor.class, "lessor");

  /**
   * A worker asks to go on for another lease.
   *
   * @param sentMillis elapsed time of the worker; comes back with the grant
   * @param lessor who granted the lease it has; null for none, or one that did not say
   */
  record Renew(WorkerId worker, long sentMillis, @Nullable String lessor, ActorRef<Renewal> replyTo)
      implements ToLessor {}

  /** What becomes of a request to go on; a node that may not say keeps silent. */
  sealed interface Renewal extends Message {

    /**
     * It may go on for a lease, counted from when it asked.
     *
     * @param lessor names the life of the node that grants it; null from one that does not say
     * @param adoptMillis for how long it may go on, counted alike, while nobody listens any more
     *     where this came from: so long another life there will wait for it
     */
    record Granted(WorkerId worker, @Nullable String lessor, long sentMillis, long adoptMillis)
        implements Renewal {}

    /** That life is being looked into, and is renewed no more by this node. */
    record Denied(WorkerId worker) implements Renewal {}

    /** That life counts as over, and its attempts as lost: whatever it still does is void. */
    record Lost(WorkerId worker) implements Renewal {}
  }

  /** Another office misses {@code worker}: agree to renew it no more, or object. */
  record Bar(WorkerId worker, ActorRef<ToLessor> asking) implements ToLessor {}

  /**
   * The answer to {@link Bar}.
   *
   * @param node names the life of the node that answers
   */
  record Barred(WorkerId worker, String node, boolean agreed) implements ToLessor {}

  /** A run's coordinator on this node has attempts with these workers; repeated while it does. */
  record Holds(RunId run, Set<WorkerId> workers) implements ToLessor {

    public Holds {
      workers = Set.copyOf(workers);
    }
  }

  /**
   * The node's council tells which coordinator nodes there are.
   *
   * @param self names this node's life
   * @param nodes every one that has not been removed, this one included
   * @param licensedUntilMillis until when this node may renew workers, in its elapsed time
   */
  record Standing(String self, Set<String> nodes, long licensedUntilMillis) implements ToLessor {

    public Standing {
      nodes = Set.copyOf(nodes);
    }
  }
}
