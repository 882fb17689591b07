package io.sampo.protocol;

import io.sampo.message.Demand;
import io.sampo.message.WorkerStatus;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What a dispatcher understands. */
public sealed interface ToDispatcher extends Message {

  /** Under this key dispatchers are found; {@link Dispatchers} says which one to talk to. */
  ServiceKey<ToDispatcher> KEY = ServiceKey.create(ToDispatcher.class, "dispatcher");

  /** A run's demand for slots. */
  record Wants(Demand demand) implements ToDispatcher {}

  /** How a worker is. */
  record Has(WorkerStatus status) implements ToDispatcher {}
}
