package io.sampo.protocol;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What the councils of coordinator nodes tell each other. */
public sealed interface ToCouncil extends Message {

  /** Under this key councils are found, one on each coordinator node. */
  ServiceKey<ToCouncil> KEY = ServiceKey.create(ToCouncil.class, "council");

  /**
   * Asks for the promise to exclude nobody for a while.
   *
   * @param node names the life of the node that asks
   * @param sentMillis its elapsed time; comes back with the promise
   */
  record AskPromise(String node, long sentMillis, ActorRef<ToCouncil> replyTo)
      implements ToCouncil {}

  /** {@code node} excludes nobody for a while. */
  record Promised(String node, long sentMillis) implements ToCouncil {}
}
