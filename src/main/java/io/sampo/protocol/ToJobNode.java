package io.sampo.protocol;

import io.sampo.message.fleet.NodeClaim;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What a node of a job cluster understands, beside the worker on it. */
public sealed interface ToJobNode extends Message {

  /** Under this key such nodes are found; each names itself after its {@link #actorName}. */
  ServiceKey<ToJobNode> KEY = ServiceKey.create(ToJobNode.class, "job-node");

  /** Its run's word on whether it is still wanted. */
  record Claimed(NodeClaim claim) implements ToJobNode {}

  /** What the actor of the node with the worker {@code name} is called. */
  static String actorName(String name) {
    return "job-node-" + name;
  }
}
