package io.sampo.cli.cluster;

import io.sampo.cli.cluster.plan.ClusterPlan;
import io.sampo.cli.cluster.plan.ClusterPlan.Journal;
import io.sampo.cli.cluster.plan.ClusterPlan.Ports;
import io.sampo.cli.cluster.plan.FreePorts;
import io.sampo.cli.process.Complaint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cluster up} is asked for; null for what is there, or for the default.
 *
 * @param port of the first coordinator's API; those of the others follow it
 * @param jdbcUrl of a PostgreSQL for the journal
 * @param ownDatabase whether one coordinator has a PostgreSQL of the cluster's own, too
 */
public record Wanted(
    @Nullable Integer coordinators,
    @Nullable Integer workers,
    @Nullable Integer slots,
    @Nullable Integer port,
    @Nullable String jdbcUrl,
    boolean ownDatabase) {

  private static final int COORDINATORS = 1;
  private static final int WORKERS = 2;
  private static final int PORT_MAX = 65_535;

  /** Checks the numbers. */
  public Wanted {
    check("--coordinators", coordinators, 1, ClusterPlan.NODES_MAX);
    check("--workers", workers, 0, ClusterPlan.NODES_MAX);
    check("--slots", slots, 1, 1_000);
    check("--port", port, 1, PORT_MAX - ClusterPlan.NODES_MAX);
  }

  private static void check(String option, @Nullable Integer number, int least, int most) {
    if (number != null && (number < least || number > most)) {
      throw Complaint.usage("%s: %d (expected: %d to %d)".formatted(option, number, least, most));
    }
  }

  /** The plan of a new cluster. */
  ClusterPlan plan() throws IOException {
    var count = coordinators == null ? COORDINATORS : coordinators;
    var more = workers == null ? WORKERS : workers;
    var ports = FreePorts.take(2 * count + more);
    var pairs = new ArrayList<Ports>();
    for (var i = 0; i < count; i++) {
      pairs.add(new Ports(ports.get(2 * i), port == null ? ports.get(2 * i + 1) : port + i));
    }
    var plan = ClusterPlan.of(journal(count), pairs);
    if (more == 0) {
      plan = plan.withWorkingCoordinators(slots);
    }
    for (var i = 0; i < more; i++) {
      plan = plan.withWorker(ports.get(2 * count + i), slots);
    }
    refuseTakenPorts(count);
    return plan;
  }

  private Journal journal(int count) {
    if (jdbcUrl != null) {
      return new Journal.Postgres(jdbcUrl);
    }
    return count == 1 && !ownDatabase ? new Journal.Embedded() : new Journal.OwnPostgres();
  }

  private void refuseTakenPorts(int count) {
    if (port != null) {
      IntStream.range(port, port + count)
          .filter(one -> !FreePorts.isFree(one))
          .findFirst()
          .ifPresent(taken -> {
            throw Complaint.inUse(
                "--port: %d is in use (expected: %d free ports from %d on)"
                    .formatted(taken, count, port));
          });
    }
  }

  /** The plan of a cluster that is there, with what it lacks. */
  ClusterPlan plan(ClusterPlan before) throws IOException {
    refuse(
        "--coordinators",
        coordinators != null && coordinators != before.coordinators().size(),
        coordinators,
        before.coordinators().size());
    var journal = before.journal() instanceof Journal.Postgres(var url) ? url : "no other database";
    refuse("--jdbc", jdbcUrl != null && !jdbcUrl.equals(journal), jdbcUrl, journal);
    var first = before.coordinators().getFirst().apiPort();
    refuse("--port", port != null && !port.equals(first), port, first);
    var plan = before;
    var missing = workers == null ? 0 : workers - before.workers().size();
    for (var i = 0; i < missing; i++) {
      plan = plan.withWorker(FreePorts.take(1).getFirst(), slots);
    }
    return plan;
  }

  private static void refuse(
      String option, boolean isOther, @Nullable Object wanted, @Nullable Object is) {
    if (isOther) {
      throw Complaint.usage(
          "%s: %s, but the cluster in this data folder has %s (expected: that, or another --data)"
              .formatted(option, wanted, is));
    }
  }
}
