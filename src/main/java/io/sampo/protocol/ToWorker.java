package io.sampo.protocol;

import io.sampo.message.RunOrders;
import io.sampo.model.Submission;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What a worker understands. */
public sealed interface ToWorker extends Message {

  /** Under this key workers are found; each names itself after its {@link #actorName}. */
  ServiceKey<ToWorker> KEY = ServiceKey.create(ToWorker.class, "worker");

  /**
   * A coordinator's orders, and the run they are about.
   *
   * @param submission of the run, without content: what an attempt is made of is in the orders
   */
  record Orders(RunOrders orders, String jobName, Submission submission) implements ToWorker {}

  /** End every attempt with its usual grace, and begin none any more. */
  record Drain(ActorRef<Drained> replyTo) implements ToWorker {}

  /** Nothing of any attempt runs on the worker any more. */
  record Drained() implements Message {}

  /** What the actor of the worker {@code name} is called. */
  static String actorName(String name) {
    return "worker-" + name;
  }
}
