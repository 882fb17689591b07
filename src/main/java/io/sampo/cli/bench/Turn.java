package io.sampo.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.server.ServerRuns;
import io.sampo.model.RunId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * Turns of a workload on a cluster: submits its runs, and follows each to its end. To follow is
 * work for the same machine, so what has no hops is left alone as long as the turn before took.
 */
final class Turn {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLS_MAX = 16;
  private static final int DIGITS = 3;

  private final ServerClient client;
  private final Workload workload;
  private final int size;
  private final Set<String> keys;
  private long expectedMillis;

  /** Turns on the cluster of {@code client}. */
  Turn(ServerClient client, Workload workload, int size) {
    this.client = client;
    this.workload = workload;
    this.size = size;
    keys =
        workload.tasks(size).stream()
            .map(Workload.Task::key)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Takes the next turn.
   *
   * @throws Complaint if a task did not run exactly once
   */
  Sample take() throws InterruptedException {
    var job = workload.job(size);
    var hops = new Histogram(DIGITS);
    var runs = atOnce(Collections.<Callable<RunId>>nCopies(workload.runs(size), () -> submit(job)));
    TimeUnit.MILLISECONDS.sleep(expectedMillis);
    // While the last run is followed the others go on unobserved, which costs them least.
    var logs = new ArrayList<>(follow(runs.subList(runs.size() - 1, runs.size()), hops));
    logs.addAll(follow(runs.subList(0, runs.size() - 1), hops));
    var sample = sample(logs, hops);
    expectedMillis = workload.hasHops() ? 0 : sample.millis();
    return sample;
  }

  private List<RunLog> follow(List<RunId> runs, Histogram hops) throws InterruptedException {
    return atOnce(runs.stream().<Callable<RunLog>>map(run -> () -> follow(run, hops)).toList());
  }

  /** Results of all calls, in their order, a few of which are under way at any time. */
  private <T> List<T> atOnce(List<Callable<T>> calls) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(CALLS_MAX, Thread.ofVirtual().factory())) {
      var results = new ArrayList<T>();
      for (var call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Complaint complaint
          ? complaint
          : Complaint.failure(workload + ": " + e.getCause());
    }
  }

  private RunId submit(ObjectNode job) throws InterruptedException {
    var body = JSON.createObjectNode();
    body.set("job", job);
    body.put("idempotency_token", UUID.randomUUID().toString());
    return new RunId(client.post(ServerRuns.PATH, body).path("run_id").asLong());
  }

  private RunLog follow(RunId run, Histogram hops) throws InterruptedException, IOException {
    var log =
        new RunLog(
            keys,
            nanos -> {
              synchronized (hops) {
                hops.recordValue(nanos);
              }
            });
    try (var stream = client.open(ServerRuns.path(run) + "/events", null)) {
      for (var event = stream.next(); event != null; event = stream.next()) {
        log.add(JSON.readTree(event.data()), System.nanoTime());
      }
    }
    var fault = log.isOver() ? log.fault() : "its events ended before it did";
    if (!fault.isEmpty()) {
      throw Complaint.failure("%s: run %s: %s".formatted(workload, run, fault));
    }
    return log;
  }

  private Sample sample(List<RunLog> logs, Histogram hops) {
    var began = logs.stream().mapToLong(RunLog::beganMillis).min().orElseThrow();
    var ended = logs.stream().mapToLong(RunLog::endedMillis).max().orElseThrow();
    return new Sample((long) keys.size() * logs.size(), Math.max(1, ended - began), hops);
  }
}
