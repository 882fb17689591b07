package io.sampo.coordinator;

import io.sampo.message.Demand;
import io.sampo.message.RunOrders;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.protocol.ToRun;

/** What coordinators of a node give to its {@link PostRoom}. */
public sealed interface Outgoing {

  /** For the worker that the orders name. */
  record Order(RunOrders orders, String jobName, Submission submission) implements Outgoing {}

  /** For the dispatcher. */
  record Want(Demand demand) implements Outgoing {}

  /** For the coordinator of another run, above or below the one that sends it. */
  record Kin(RunId run, ToRun message) implements Outgoing {}
}
