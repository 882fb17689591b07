package io.sampo.cli.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark;
import io.sampo.run.StopReason;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests as JSON: {@code do} says what, and the other fields are named as in the Databricks Jobs
 * API where it has them.
 */
final class LiveFormat {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveFormat() {}

  static String line(LiveRequest request) {
    var json = JSON.createObjectNode();
    switch (request) {
      case LiveRequest.Show(var run) -> json.put("do", "show").put("run_id", run.value());
      case LiveRequest.ShowPool _ -> json.put("do", "show_pool");
      case LiveRequest.Grant(var wish) -> write(json, wish);
    }
    return json.toString();
  }

  private static void write(ObjectNode json, RunCommand.Wish wish) {
    switch (wish) {
      case RunCommand.Submit _ -> throw new IllegalArgumentException("a live run was submitted");
      case RunCommand.Stop stop -> json.put("do", "cancel").put("by", stop.by());
      case RunCommand.CancelTask(var task, var by) ->
          json.put("do", "cancel_task").put("task_key", task.value()).put("by", by);
      case Mark mark ->
          json.put("do", "mark")
              .put("task_key", mark.task().value())
              .put("how", mark.how().name())
              .put("by", mark.by())
              .put("why", mark.why());
      case RunCommand.Repair repair -> write(json, repair);
    }
  }

  private static void write(ObjectNode json, RunCommand.Repair repair) {
    json.put("do", "repair").put("id", repair.id());
    json.put("latest_repair_id", repair.latestRepairId());
    var tasks = json.putArray("rerun_tasks");
    repair.tasks().forEach(task -> tasks.add(task.value()));
    json.put("rerun_all_failed_tasks", repair.allFailed());
    json.put("rerun_dependent_tasks", repair.dependents());
    var parameters = json.putObject("job_parameters");
    repair.parameters().forEach(parameters::put);
    json.put("by", repair.by());
  }

  static @Nullable LiveRequest request(String line) {
    try {
      return request(JSON.readTree(line));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable LiveRequest request(JsonNode json) {
    var by = json.path("by").asText();
    return switch (json.path("do").asText()) {
      case "show" -> new LiveRequest.Show(run(json));
      case "show_pool" -> new LiveRequest.ShowPool();
      case "cancel" -> new LiveRequest.Grant(new RunCommand.Stop(StopReason.CANCELED, by));
      case "cancel_task" -> new LiveRequest.Grant(new RunCommand.CancelTask(task(json), by));
      case "mark" -> {
        var how = Mark.How.valueOf(json.path("how").asText());
        yield new LiveRequest.Grant(new Mark(task(json), how, by, json.path("why").asText()));
      }
      case "repair" -> new LiveRequest.Grant(repair(json, by));
      default -> null;
    };
  }

  private static RunId run(JsonNode json) {
    return new RunId(json.path("run_id").asLong());
  }

  private static TaskKey task(JsonNode json) {
    return new TaskKey(json.path("task_key").asText());
  }

  private static RunCommand.Repair repair(JsonNode json, String by) {
    var latest = json.path("latest_repair_id");
    var tasks = json.path("rerun_tasks").spliterator();
    return new RunCommand.Repair(
        json.path("id").asLong(),
        latest.isNumber() ? latest.asLong() : null,
        StreamSupport.stream(tasks, false).map(key -> new TaskKey(key.asText())).toList(),
        json.path("rerun_all_failed_tasks").asBoolean(),
        json.path("rerun_dependent_tasks").asBoolean(),
        parameters(json),
        by);
  }

  private static Map<String, String> parameters(JsonNode json) {
    var parameters = new HashMap<String, String>();
    json.path("job_parameters")
        .properties()
        .forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
    return parameters;
  }
}
