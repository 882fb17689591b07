package io.sampo.cli.rehearsal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.simulation.rehearsal.Rehearsed;
import java.io.IOException;
import java.util.Locale;

/** A rehearsal as other programs read it. */
public final class PerformanceDocument {

  private PerformanceDocument() {}

  /** Writes it as one JSON object, and leaves the generator open. */
  public static void write(JsonGenerator json, Performance performance) throws IOException {
    var rehearsed = performance.rehearsed();
    json.writeStartObject();
    json.writeStringField("job_name", performance.jobName());
    json.writeNumberField("workers", performance.crew().workers());
    json.writeNumberField("slots_per_worker", performance.crew().slotsEach());
    json.writeNumberField("slots", performance.crew().slots());
    json.writeStringField("result", rehearsed.result().name());
    json.writeStringField("message", rehearsed.message());
    json.writeBooleanField("too_slow", rehearsed.isSlow());
    writeTotals(json, rehearsed);
    json.writeObjectFieldStart("durations");
    for (var origin : performance.origins().entrySet()) {
      json.writeNumberField(origin.getKey().field(), origin.getValue());
    }
    json.writeEndObject();
    writePath(json, rehearsed);
    json.writeArrayFieldStart("tasks");
    for (var task = 0; task < rehearsed.size(); task++) {
      writeTask(json, rehearsed.row(task), performance.durations());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTotals(JsonGenerator json, Rehearsed rehearsed) throws IOException {
    var bound = rehearsed.bound();
    var longest = rehearsed.row(rehearsed.longestQueued());
    json.writeNumberField("makespan_millis", rehearsed.makespanMillis());
    json.writeNumberField("lower_bound_millis", bound.millis());
    json.writeStringField("lower_bound_rule", bound.rule().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("critical_path_millis", rehearsed.pathMillis());
    json.writeNumberField("total_work_millis", rehearsed.workMillis());
    json.writeNumberField("total_queue_millis", rehearsed.queuedMillis());
    json.writeNumberField("largest_queue_millis", longest.queued());
    json.writeStringField("largest_queue_task_key", longest.queued() == 0 ? null : longest.name());
  }

  private static void writePath(JsonGenerator json, Rehearsed rehearsed) throws IOException {
    json.writeArrayFieldStart("critical_path");
    for (var task : rehearsed.path()) {
      var row = rehearsed.row(task);
      json.writeStartObject();
      json.writeStringField("task_key", row.name());
      json.writeNumberField("duration_millis", row.span());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTask(JsonGenerator json, Rehearsed.Row row, Durations durations)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("task_key", row.name());
    json.writeStringField("state", row.status().name());
    json.writeNumberField("attempts", row.attempts());
    if (row.ran()) {
      json.writeNumberField("ready_millis", row.ready());
      json.writeNumberField("start_millis", row.start());
    } else {
      json.writeNullField("ready_millis");
      json.writeNullField("start_millis");
    }
    if (row.hasDuration()) {
      var duration = durations.of(row.path(), row.task());
      json.writeNumberField("attempt_millis", duration.millis());
      json.writeStringField("attempt_origin", duration.origin().field());
    } else {
      json.writeNullField("attempt_millis");
      json.writeNullField("attempt_origin");
    }
    json.writeNumberField("end_millis", row.end());
    json.writeNumberField("duration_millis", row.span());
    json.writeNumberField("work_millis", row.worked());
    json.writeNumberField("queue_millis", row.queued());
    json.writeNumberField("slack_millis", row.slack());
    json.writeBooleanField("too_slow", row.slow());
    json.writeStringField("message", row.failure());
    json.writeEndObject();
  }
}
