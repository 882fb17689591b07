package io.sampo.campaign.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.campaign.check.Execution;
import io.sampo.campaign.check.Fault;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long it took until work that a blow had interrupted went on.
 *
 * @param events of each run that has ended, as the server tells them
 */
record Failovers(History history, List<Struck> struck, Map<Long, JsonNode> events) {

  /** What is taken over later has another reason. */
  private static final long FAILOVER_MILLIS_MAX = 30_000;

  /** From the kill of a worker to the start of the next attempt of each task that it had. */
  Percentiles ofWorkers() {
    var millis = new ArrayList<Long>();
    for (var one : struck) {
      if (one.fault().kind().equals("F1")) {
        history.runs().forEach(run -> millis.addAll(againAfter(run, one.fault())));
      }
    }
    return Percentiles.of(millis);
  }

  private List<Long> againAfter(RunRecord run, Fault fault) {
    var executions = history.executions(run);
    return executions.stream()
        .filter(one -> wasLost(run, one, fault))
        .map(lost -> next(executions, lost))
        .filter(Objects::nonNull)
        .map(next -> next.start().millis() - fault.fromMillis())
        .filter(millis -> millis >= 0)
        .toList();
  }

  private static boolean wasLost(RunRecord run, Execution one, Fault fault) {
    return one.start().millis() <= fault.fromMillis()
        && one.end() == null
        && run.attempt(one)
            .filter(attempt -> attempt.state().equals("LOST"))
            .filter(attempt -> attempt.node().equals(fault.node()))
            .isPresent();
  }

  private static @Nullable Execution next(List<Execution> executions, Execution lost) {
    return executions.stream()
        .filter(one -> one.isBeside(lost) && one.attempt() == lost.attempt() + 1)
        .findFirst()
        .orElse(null);
  }

  /**
   * From the kill of a coordinator until another node has taken over what it held: each run that is
   * taken over soon afterwards by any node but that one, to which runs come back once it is there.
   */
  Percentiles ofCoordinators(boolean isOldest) {
    var millis = new ArrayList<Long>();
    for (var one : struck) {
      var fault = one.fault();
      if (fault.kind().equals("F2") && fault.name().contains("oldest") == isOldest) {
        events.values().stream()
            .map(run -> takenOver(run, fault))
            .filter(at -> at > 0)
            .forEach(at -> millis.add(at - fault.fromMillis()));
      }
    }
    return Percentiles.of(millis);
  }

  /** When a run was next taken over; 0 if it was not, or began after the blow. */
  private static long takenOver(JsonNode run, Fault fault) {
    if (run.path(0).path("at").asLong() > fault.fromMillis()) {
      return 0;
    }
    for (var event : run) {
      var at = event.path("at").asLong();
      if (event.path("event").asText().equals("TakenOver")
          && !event.path("node").asText().equals(fault.node())
          && fault.fromMillis() <= at
          && at <= fault.fromMillis() + FAILOVER_MILLIS_MAX) {
        return at;
      }
    }
    return 0;
  }
}
