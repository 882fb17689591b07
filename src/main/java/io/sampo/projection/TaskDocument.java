package io.sampo.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.model.Work;
import io.sampo.run.state.Loop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of a run document that is about one task, or about one iteration of a loop. */
final class TaskDocument {

  /** Iterations of a loop that a document lists. */
  private static final int ITERATIONS_MAX = 1_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final RunHistory history;
  private final Path tasks;

  TaskDocument(RunHistory history, Path tasks) {
    this.history = history;
    this.tasks = tasks;
  }

  void write(JsonGenerator json, int task) throws IOException {
    var definition = history.task(task);
    json.writeStartObject();
    json.writeStringField("task_key", definition.key().value());
    writeState(json, task);
    json.writeArrayFieldStart("depends_on");
    for (var key : definition.dependsOn()) {
      json.writeString(key.task().value());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("values");
    new TreeMap<>(history.values(task)).forEach((name, value) -> writeValue(json, name, value));
    json.writeEndObject();
    writeAttempts(json, task);
    writeControl(json, task);
    json.writeEndObject();
  }

  private void writeState(JsonGenerator json, int task) throws IOException {
    var status = history.status(task);
    json.writeStringField("state", RunDocument.stateName(status));
    JsonFields.name(json, "result", status.isFinal() ? status : null);
  }

  private void writeAttempts(JsonGenerator json, int task) throws IOException {
    json.writeArrayFieldStart("attempts");
    for (var attempt : history.attempts(task)) {
      writeAttempt(json, task, attempt);
    }
    json.writeEndArray();
  }

  private void writeAttempt(JsonGenerator json, int task, Attempt attempt) throws IOException {
    json.writeStartObject();
    json.writeNumberField("attempt", attempt.attempt());
    json.writeNumberField("fence", attempt.fence());
    json.writeStringField("state", attempt.state().name());
    json.writeStringField("node", attempt.node());
    JsonFields.number(json, "start_time", attempt.startMillis());
    JsonFields.number(json, "end_time", attempt.endMillis());
    JsonFields.number(json, "exit_code", attempt.exitCode());
    json.writeStringField("message", attempt.message());
    var log = RunDocument.logBelow(tasks, history, task, attempt.attempt());
    json.writeStringField("log", log.toString());
    json.writeEndObject();
  }

  /** What else is known of a task that needs no worker. */
  private void writeControl(JsonGenerator json, int task) throws IOException {
    switch (history.task(task).work()) {
      case Work.Condition(var operator, var left, var right) -> {
        var outcome = history.outcome(task);
        json.writeObjectFieldStart("condition_task");
        json.writeStringField("op", operator.name());
        json.writeStringField("left", left);
        json.writeStringField("right", right);
        json.writeStringField("outcome", outcome == null ? null : outcome.toString());
        json.writeEndObject();
      }
      case Work.ForEach _ -> writeLoop(json, history.loop(task));
      case Work.RunJob _ -> {
        var child = history.child(task);
        json.writeObjectFieldStart("run_job_task");
        JsonFields.number(json, "run_id", child == null ? null : child.value());
        json.writeEndObject();
      }
      case Work.Shell _, Work.JavaClass _, Work.Notebook _, Work.Sql _ -> {}
    }
  }

  private void writeLoop(JsonGenerator json, @Nullable Loop loop) throws IOException {
    json.writeObjectFieldStart("for_each_task");
    if (loop == null) {
      json.writeNullField("stats");
    } else {
      writeStatistics(json, loop.statistics());
    }
    json.writeEndObject();
    var shown = loop == null ? List.<Integer>of() : shown(loop);
    json.writeArrayFieldStart("iterations");
    for (var iteration : shown) {
      json.writeStartObject();
      json.writeNumberField("index", iteration - first(loop));
      writeState(json, iteration);
      writeAttempts(json, iteration);
      writeControl(json, iteration);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("iterations_left_out", loop == null ? 0 : loop.count() - shown.size());
  }

  private static int first(@Nullable Loop loop) {
    return loop == null ? 0 : loop.first();
  }

  private static void writeStatistics(JsonGenerator json, Loop.Statistics statistics)
      throws IOException {
    json.writeObjectFieldStart("stats");
    json.writeObjectFieldStart("task_run_stats");
    json.writeNumberField("total_iterations", statistics.total());
    json.writeNumberField("scheduled_iterations", statistics.scheduled());
    json.writeNumberField("active_iterations", statistics.active());
    json.writeNumberField("completed_iterations", statistics.completed());
    json.writeNumberField("succeeded_iterations", statistics.succeeded());
    json.writeNumberField("failed_iterations", statistics.failed());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Those that failed, then those under way, then others, as many as there is room for. */
  private List<Integer> shown(Loop loop) {
    var failed = new ArrayList<Integer>();
    var underWay = new ArrayList<Integer>();
    var others = new ArrayList<Integer>();
    for (var one = loop.first(); one < loop.first() + loop.count(); one++) {
      var list =
          switch (history.status(one)) {
            case FAILED, TIMEDOUT, CANCELED -> failed;
            case ASSIGNED, RUNNING, BACKING_OFF -> underWay;
            case BLOCKED, READY, SUCCESS, UPSTREAM_FAILED, UPSTREAM_CANCELED, EXCLUDED, DISABLED ->
                others;
          };
      if (list.size() < ITERATIONS_MAX) {
        list.add(one);
      }
    }
    failed.addAll(underWay);
    failed.addAll(others);
    return failed.subList(0, Math.min(ITERATIONS_MAX, failed.size()));
  }

  /** Copies the tokens of a value, so that a document never breaks by what is inside of one. */
  private static void writeValue(JsonGenerator json, String name, String value) {
    try (var parser = JSON.createParser(value)) {
      json.writeFieldName(name);
      while (parser.nextToken() != null) {
        json.copyCurrentEventExact(parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("task value %s: %s".formatted(name, value), e);
    }
  }
}
