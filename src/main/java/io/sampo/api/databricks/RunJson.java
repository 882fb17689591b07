package io.sampo.api.databricks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.api.runs.PageToken;
import io.sampo.model.Submission.Cause.Trigger;
import io.sampo.projection.RunHistory;
import io.sampo.projection.RunSummary;
import io.sampo.run.state.LiveRun;
import java.io.IOException;
import java.util.Map;

/** A run as the Databricks Jobs API has it. The run of a file is of no job, so its job is 0. */
final class RunJson {

  /** Tasks of one page. */
  static final int TASKS_MAX = 100;

  private static final String ADMINISTRATOR = "admin";

  private RunJson() {}

  /** What a run is without its tasks; leaves the object open. */
  static void begin(JsonGenerator json, RunSummary run) throws IOException {
    var end = run.endMillis();
    json.writeStartObject();
    json.writeNumberField("run_id", run.run().value());
    json.writeNumberField("job_id", 0);
    json.writeNumberField("number_in_job", run.run().value());
    json.writeNumberField("original_attempt_run_id", run.run().value());
    json.writeStringField("run_name", run.jobName());
    json.writeStringField("run_type", type(run));
    json.writeStringField("creator_user_name", ADMINISTRATOR);
    json.writeStringField("format", "MULTI_TASK");
    var trigger = run.parent() == null ? Trigger.ONE_TIME : Trigger.RUN_JOB_TASK;
    json.writeStringField("trigger", trigger.name());
    StateJson.write(json, run);
    json.writeNumberField("start_time", run.startMillis());
    json.writeNumberField("end_time", end == null ? 0 : end);
    for (var field : new String[] {"setup", "execution", "cleanup"}) {
      json.writeNumberField(field + "_duration", 0);
    }
    json.writeNumberField("run_duration", end == null ? 0 : end - run.startMillis());
  }

  /** What the API calls a run that was started like this one. */
  static String type(RunSummary run) {
    return run.parent() == null ? "SUBMIT_RUN" : "JOB_RUN";
  }

  /** The parameters of a run, and the page of its tasks that begins at number {@code first}. */
  static void writeTasks(JsonGenerator json, RunHistory history, int first) throws IOException {
    var run = history.live();
    if (run == null) {
      throw new IllegalStateException("a run without events has no tasks");
    }
    writeParameters(json, history, run.parameters());
    var end = Math.min(history.size(), first + TASKS_MAX);
    json.writeArrayFieldStart("tasks");
    for (var task = first; task < end; task++) {
      write(json, history, run, task);
    }
    json.writeEndArray();
    json.writeBooleanField("has_more", end < history.size());
    if (end < history.size()) {
      json.writeStringField("next_page_token", PageToken.of(end));
    }
  }

  private static void writeParameters(
      JsonGenerator json, RunHistory history, Map<String, String> values) throws IOException {
    json.writeArrayFieldStart("job_parameters");
    for (var parameter : history.plan().job().parameters()) {
      json.writeStartObject();
      json.writeStringField("name", parameter.name());
      json.writeStringField("default", parameter.defaultValue());
      json.writeStringField(
          "value", values.getOrDefault(parameter.name(), parameter.defaultValue()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, RunHistory history, LiveRun run, int task)
      throws IOException {
    var definition = history.task(task);
    var attempts = history.attempts(task);
    json.writeStartObject();
    // A run takes its ids in a row: its own, then one for each task.
    json.writeNumberField("run_id", run.run().value() + 1 + task);
    json.writeStringField("task_key", definition.key().value());
    json.writeArrayFieldStart("depends_on");
    for (var dependency : definition.dependsOn()) {
      json.writeStartObject();
      json.writeStringField("task_key", dependency.task().value());
      if (dependency.outcome() != null) {
        json.writeStringField("outcome", dependency.outcome().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("run_if", definition.runIf().name());
    var last = attempts.isEmpty() ? null : attempts.getLast();
    json.writeNumberField("attempt_number", last == null ? 0 : last.attempt());
    StateJson.write(json, history.status(task), last == null ? null : last.message());
    var start = last == null ? null : last.startMillis();
    var end = last == null ? null : last.endMillis();
    json.writeNumberField("start_time", start == null ? 0 : start);
    json.writeNumberField("end_time", end == null ? 0 : end);
    json.writeNumberField("setup_duration", 0);
    json.writeNumberField(
        "execution_duration", start == null || end == null ? 0 : Math.max(0, end - start));
    json.writeNumberField("cleanup_duration", 0);
    json.writeEndObject();
  }
}
