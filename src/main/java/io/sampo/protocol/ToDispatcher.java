package io.sampo.protocol;

import io.sampo.message.Demand;
import io.sampo.message.WorkerStatus;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What the dispatcher of a pool understands. */
public sealed interface ToDispatcher {

  /** Under this key the dispatcher is found. */
  ServiceKey<ToDispatcher> KEY = ServiceKey.create(ToDispatcher.class, "dispatcher");

  /** A run's demand for slots. */
  record Wants(Demand demand) implements ToDispatcher {}

  /** How a worker is. */
  record Has(WorkerStatus status) implements ToDispatcher {}
}
