package io.sampo.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.state.LiveRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The run document: a run as other programs read it. The run of a file belongs to no job of a
 * server, so its {@code job_id} and {@code version} are 0.
 */
public final class RunDocument {

  /** The {@code job_id} and the {@code version} of a run that was started from a file. */
  private static final int OF_FILE = 0;

  private static final String TASKS = "tasks";
  private static final int MILLI_DIGITS = 3;

  private final RunHistory history;

  /** Where the folders of the tasks lie. */
  private final Path tasks;

  /**
   * The document of {@code history}, which must have begun.
   *
   * @param folder of the run; attempts write their logs below it
   */
  public RunDocument(RunHistory history, Path folder) {
    this(folder.toAbsolutePath().resolve(TASKS), history);
  }

  private RunDocument(Path tasks, RunHistory history) {
    this.history = history;
    this.tasks = tasks;
  }

  /**
   * The document of a run whose attempts are on several nodes: logs are told by their place in the
   * folder of the node that the attempt is on.
   */
  public static RunDocument onNodes(RunHistory history) {
    return new RunDocument(Path.of(TASKS, String.valueOf(history.run())), history);
  }

  /** Where the output of an attempt of a task, or of an iteration, lies in the run's folder. */
  public static Path log(Path folder, RunHistory history, int task, int attempt) {
    return logBelow(folder.resolve(TASKS), history, task, attempt);
  }

  static Path logBelow(Path tasks, RunHistory history, int task, int attempt) {
    var number = Integer.toString(attempt);
    var live = history.live();
    if (live == null || task < history.size()) {
      return tasks.resolve(history.task(task).key().value(), number, "log");
    }
    var loop = live.loopOf(task);
    var key = history.task(loop.task()).key().value();
    var index = Integer.toString(task - loop.first());
    return tasks.resolve(key, "iterations", index, number, "log");
  }

  /** The state of a task by the name that the document has for it. */
  public static String stateName(TaskStatus status) {
    return status == TaskStatus.ASSIGNED ? TaskStatus.READY.name() : status.name();
  }

  /** Writes the document as one JSON object, and leaves the generator open. */
  public void write(JsonGenerator json) throws IOException {
    var run = history.live();
    if (run == null) {
      throw new IllegalStateException("a run without events has no document");
    }
    json.writeStartObject();
    json.writeNumberField("run_id", run.run().value());
    json.writeNumberField("job_id", OF_FILE);
    json.writeStringField("job_name", run.jobName());
    json.writeNumberField("version", OF_FILE);
    json.writeNumberField("seq", history.seq());
    json.writeStringField("coordinator", history.coordinator());
    json.writeStringField("state", history.phase().name());
    JsonFields.name(json, "result", history.result());
    json.writeStringField("message", history.message());
    JsonFields.number(json, "start_time", history.startMillis());
    JsonFields.number(json, "end_time", history.endMillis());
    json.writeObjectFieldStart("job_parameters");
    for (var parameter : new TreeMap<>(run.parameters()).entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    writeRepairs(json, run);
    writeWarnings(json);
    writeClusters(json);
    var document = new TaskDocument(history, tasks);
    json.writeArrayFieldStart("tasks");
    for (var task = 0; task < history.size(); task++) {
      document.write(json, task);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The run itself, then each repair; it ends when the run does, or is nothing but repaired. */
  private void writeRepairs(JsonGenerator json, LiveRun run) throws IOException {
    var ends = history.incidents().endsBeforeRepairs();
    var repairs = run.repairs();
    json.writeArrayFieldStart("repair_history");
    for (var turn = 0; turn <= repairs.size(); turn++) {
      var repair = turn == 0 ? null : repairs.get(turn - 1);
      json.writeStartObject();
      JsonFields.number(json, "id", repair == null ? null : repair.id());
      json.writeStringField("type", repair == null ? "ORIGINAL" : "REPAIR");
      var start = repair == null ? run.submittedWallMillis() : repair.wallMillis();
      json.writeNumberField("start_time", start);
      @Nullable Long end = turn < repairs.size() ? ends.get(turn) : history.endMillis();
      JsonFields.number(json, "end_time", end);
      json.writeStringField("by", repair == null ? null : repair.by());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Nodes of the run's own, then those that others use as well, which have no key. */
  private void writeClusters(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("clusters");
    for (var own : history.nodeTimes().own()) {
      json.writeStartObject();
      json.writeStringField("key", own.key());
      json.writeStringField("name", own.name().value());
      json.writeNumberField("generation", own.generation());
      json.writeNumberField("nodes", own.nodes());
      json.writeNumberField("requested", own.requestedMillis());
      JsonFields.number(json, "ready", own.readyMillis());
      JsonFields.number(json, "released", own.releasedMillis());
      writeSeconds(json, own.nodeMillis());
    }
    for (var shared : history.nodeTimes().shared()) {
      json.writeStartObject();
      json.writeNullField("key");
      json.writeStringField("name", shared.pool());
      json.writeNullField("generation");
      json.writeNumberField("nodes", shared.nodes());
      json.writeNullField("requested");
      json.writeNullField("ready");
      json.writeNullField("released");
      writeSeconds(json, shared.busyMillis());
    }
    json.writeEndArray();
  }

  private static void writeSeconds(JsonGenerator json, long millis) throws IOException {
    json.writeNumberField("node_seconds", BigDecimal.valueOf(millis, MILLI_DIGITS));
    json.writeEndObject();
  }

  private void writeWarnings(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (var warning : history.incidents().warnings()) {
      var isOfRun = warning.task() == RunEvent.DurationExceeded.WHOLE_RUN;
      json.writeStartObject();
      json.writeStringField("task_key", isOfRun ? null : history.name(warning.task()));
      json.writeNumberField("limit_millis", warning.limitMillis());
      json.writeNumberField("at", warning.atMillis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
