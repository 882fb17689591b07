package io.sampo.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.model.Outcome;
import io.sampo.model.Submission.Cause;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One event of a run as a JSON object: {@code seq}, {@code at} in milliseconds since the epoch,
 * {@code event} with the name it has in the journal, and what it carries. Tasks are named by their
 * keys, iterations by {@code KEY[INDEX]}.
 */
public final class EventLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunHistory history;
  private final ObjectNode json = JSON.createObjectNode();

  private EventLine(RunHistory history) {
    this.history = history;
  }

  /** The last event that {@code history} has folded. */
  public static ObjectNode of(Journaled journaled, RunHistory history) {
    var line = new EventLine(history);
    line.json.put("seq", journaled.seq()).put("at", journaled.event().at().wallMillis());
    line.json.put("event", journaled.event().getClass().getSimpleName());
    line.write(journaled.event());
    return line.json;
  }

  private void write(RunEvent event) {
    switch (event) {
      case RunEvent.RunSubmitted submitted -> write(submitted);
      case RunEvent.TakenOver(_, var epoch, var node) -> json.put("epoch", epoch).put("node", node);
      case RunEvent.RunRepaired(_, var repair, var parameters, var by) -> {
        json.put("repair_id", repair).put("by", by);
        write("parameters", parameters);
      }
      case RunEvent.StopRequested(_, var reason, var by) ->
          json.put("reason", reason.name()).put("by", by);
      case RunEvent.RunEnded(_, var result, var message) ->
          json.put("result", result.name()).put("message", message);
      case RunEvent.ChildStarted started -> write(started);
      case RunEvent.ChildEnded ended -> write(ended);
      case RunEvent.AttemptsStarted _,
          RunEvent.AttemptsBegan _,
          RunEvent.AssignmentsReturned _,
          RunEvent.AttemptsEnded _ ->
          writeAttempts(event);
      case RunEvent.LoopStarted _,
          RunEvent.TaskMarked _,
          RunEvent.DurationExceeded _,
          RunEvent.TasksResolved _,
          RunEvent.TasksReleased _,
          RunEvent.TasksConcluded _,
          RunEvent.TasksStopping _,
          RunEvent.TasksReset _ ->
          writeTasks(event);
      case RunEvent.OfCluster said -> write(said);
    }
  }

  private void write(RunEvent.RunSubmitted submitted) {
    var submission = submitted.submission();
    json.put("run_id", submitted.run().value()).put("job_name", submitted.jobName());
    json.put("node", submitted.node()).put("definition", submission.definition().hex());
    json.put("trigger", submission.cause().trigger().name());
    Cause.@Nullable Parent parent = submission.cause().parent();
    if (parent != null) {
      json.put("parent_run_id", parent.run().value());
    }
    write("parameters", submitted.parameters());
  }

  private void write(RunEvent.OfCluster event) {
    json.put("cluster", history.plan().clusters().key(event.cluster()));
    json.put("generation", event.generation());
    switch (event) {
      case RunEvent.ClusterRequested(_, _, _, var name, var nodes) ->
          json.put("name", name.value()).put("nodes", nodes);
      case RunEvent.ClusterResized(_, _, _, var nodes) -> json.put("nodes", nodes);
      case RunEvent.NodesArrived(_, _, _, var nodes) -> nodes.forEach(json.putArray("nodes")::add);
      case RunEvent.ClusterTroubled(_, _, _, var reason) -> json.put("message", reason);
      case RunEvent.ClusterReleased(_, _, _, var failure) -> json.put("message", failure);
      case RunEvent.ClusterRemoved _ -> {}
    }
  }

  private void write(RunEvent.ChildStarted started) {
    json.put("task_key", history.name(started.task())).put("attempt", started.attempt());
    json.put("child_run_id", started.child().value());
    json.put("definition", started.definition().hex());
    write("parameters", started.parameters());
  }

  private void write(RunEvent.ChildEnded ended) {
    json.put("task_key", history.name(ended.task())).put("attempt", ended.attempt());
    json.put("child_run_id", ended.child().value());
    json.put("result", ended.result().name()).put("message", ended.message());
    write(json, ended.next());
  }

  private void writeAttempts(RunEvent event) {
    if (event instanceof RunEvent.AttemptsStarted(_, var worker, var started)) {
      json.put("worker", worker.name()).put("incarnation", worker.incarnation());
      each("attempts", started, (one, row) -> attempt(row, one.task(), one.attempt(), one.fence()));
    } else if (event instanceof RunEvent.AttemptsBegan(_, var began)) {
      each(
          "attempts",
          began,
          (one, row) -> {
            row.put("task_key", history.name(one.task())).put("attempt", one.attempt());
            row.put("start_time", one.wallMillis());
          });
    } else if (event instanceof RunEvent.AssignmentsReturned(_, var returned)) {
      each(
          "attempts",
          returned,
          (one, row) -> {
            attempt(row, one.task(), one.attempt(), one.fence());
            row.put("reason", one.reason());
          });
    } else if (event instanceof RunEvent.AttemptsEnded(_, var ended)) {
      each("attempts", ended, this::write);
    }
  }

  private void write(Ended ended, ObjectNode row) {
    attempt(row, ended.task(), ended.attempt(), ended.fence());
    switch (ended.outcome()) {
      case Outcome.Succeeded _ -> row.put("outcome", "SUCCESS");
      case Outcome.Failed failed -> {
        row.put("outcome", "FAILED").put("message", failed.message());
        row.put("exit_code", failed.exitCode()).put("permanent", failed.permanent());
      }
      case Outcome.TimedOut(var limit) -> row.put("outcome", "TIMEDOUT").put("limit_millis", limit);
      case Outcome.Canceled _ -> row.put("outcome", "CANCELED");
      case Outcome.Lost(var message) -> row.put("outcome", "LOST").put("message", message);
    }
    row.put("ran_millis", ended.ranMillis());
    write(row, ended.next());
  }

  private void writeTasks(RunEvent event) {
    if (event instanceof RunEvent.LoopStarted loop) {
      json.put("task_key", history.name(loop.task())).put("iterations", loop.count());
      json.put("inputs", loop.inputs()).put("again", loop.again());
    } else if (event instanceof RunEvent.TaskMarked marked) {
      json.put("task_key", history.name(marked.task())).put("state", marked.status().name());
      json.put("by", marked.by()).put("why", marked.why());
    } else if (event instanceof RunEvent.DurationExceeded(_, var task, var limit)) {
      var isRun = task == RunEvent.DurationExceeded.WHOLE_RUN;
      json.put("task_key", isRun ? null : history.name(task)).put("limit_millis", limit);
    } else if (event instanceof RunEvent.TasksResolved(_, var status, var tasks)) {
      json.put("state", status.name());
      keys(tasks);
    } else if (event instanceof RunEvent.TasksReleased(_, var tasks)) {
      keys(tasks);
    } else if (event instanceof RunEvent.TasksStopping(_, var tasks, var reason, var by)) {
      json.put("reason", reason.name()).put("by", by);
      keys(tasks);
    } else if (event instanceof RunEvent.TasksReset(_, var tasks)) {
      keys(tasks);
    } else if (event instanceof RunEvent.TasksConcluded(_, var concluded)) {
      each(
          "tasks",
          concluded,
          (one, row) -> {
            row.put("task_key", history.name(one.task())).put("state", one.status().name());
            row.put("outcome", one.outcome()).put("message", one.message());
          });
    }
  }

  private void attempt(ObjectNode row, int task, int attempt, long fence) {
    row.put("task_key", history.name(task)).put("attempt", attempt).put("fence", fence);
  }

  private static void write(ObjectNode row, Next next) {
    switch (next) {
      case Next.Rest(var status) -> row.put("state", status.name());
      case Next.Retry(var wait) -> row.put("retry_after_millis", wait);
    }
  }

  private void keys(List<Integer> tasks) {
    var keys = json.putArray("task_keys");
    tasks.forEach(task -> keys.add(history.name(task)));
  }

  private void write(String field, Map<String, String> texts) {
    var object = json.putObject(field);
    new TreeMap<>(texts).forEach(object::put);
  }

  private <T> void each(String field, List<T> items, BiConsumer<T, ObjectNode> write) {
    ArrayNode rows = json.putArray(field);
    items.forEach(item -> write.accept(item, rows.addObject()));
  }
}
