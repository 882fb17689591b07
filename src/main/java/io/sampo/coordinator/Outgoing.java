package io.sampo.coordinator;

import io.sampo.message.Demand;
import io.sampo.message.RunOrders;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.WorkerId;
import io.sampo.protocol.ToRun;
import java.util.Set;

/** What coordinators of a node give to its {@link PostRoom}. */
public sealed interface Outgoing {

  /** For the worker that the orders name. */
  record Order(RunOrders orders, String jobName, Submission submission) implements Outgoing {}

  /** For the dispatcher. */
  record Want(Demand demand) implements Outgoing {}

  /** For the office that leases workers their lives: the run has attempts with these. */
  record Hold(RunId run, Set<WorkerId> workers) implements Outgoing {

    public Hold {
      workers = Set.copyOf(workers);
    }
  }

  /** For whoever starts and stops nodes of job clusters. */
  record Launch(ClusterOrder order) implements Outgoing {}

  /** For the node of a job cluster that the claim names. */
  record Answer(NodeClaim claim) implements Outgoing {}

  /** For the coordinator of another run, above or below the one that sends it. */
  record Kin(RunId run, ToRun message) implements Outgoing {}
}
