package io.sampo.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A run document as people read it. */
public final class Summary {

  /** With more tasks, only those are listed that did not succeed; never more than that. */
  private static final int TASKS_MAX = 40;

  private final String jobName;
  private final JsonNode run;
  private final long nowMillis;

  private Summary(String jobName, JsonNode run, long nowMillis) {
    this.jobName = jobName;
    this.run = run;
    this.nowMillis = nowMillis;
  }

  /**
   * The run, its tasks, and the values they set.
   *
   * @param nowMillis the end of what has not ended yet
   */
  public static List<String> lines(String jobName, JsonNode document, long nowMillis) {
    var summary = new Summary(jobName, document, nowMillis);
    var lines = new ArrayList<String>();
    lines.add(summary.head());
    lines.addAll(summary.repairs());
    lines.addAll(summary.tasks());
    lines.addAll(summary.clusters());
    lines.addAll(summary.values());
    return lines;
  }

  /** How long a run or an attempt took, or has taken so far; empty before its start. */
  public static String duration(JsonNode timed, long nowMillis) {
    var start = timed.path("start_time");
    return start.isNumber()
        ? Wording.duration(timed.path("end_time").asLong(nowMillis) - start.asLong())
        : "";
  }

  private String head() {
    var state = run.path("result").isNull() ? run.path("state") : run.path("result");
    var name = jobName.isEmpty() ? "" : Wording.clean(jobName) + "  ";
    var head =
        "run %d  %s%s  %s"
            .formatted(run.path("run_id").asLong(), name, state.asText(), duration(run, nowMillis));
    var message = run.path("message");
    return message.isNull() ? head : head + "  " + firstLine(message.asText());
  }

  /** That the run was repaired, and what took longer than it should. */
  private List<String> repairs() {
    var lines = new ArrayList<String>();
    var turns = run.path("repair_history");
    if (turns.size() > 1) {
      var last = turns.path(turns.size() - 1).path("by").asText();
      var times = turns.size() == 2 ? "once" : "%d times".formatted(turns.size() - 1);
      lines.add("  repaired %s, last by %s".formatted(times, Wording.clean(last)));
    }
    for (var warning : run.path("warnings")) {
      if (lines.size() < TASKS_MAX) {
        var key = warning.path("task_key");
        var limit = Wording.duration(warning.path("limit_millis").asLong());
        lines.add(
            "  warning: %s took longer than %s"
                .formatted(key.isTextual() ? key.asText() : "the run", limit));
      }
    }
    return lines;
  }

  private List<String> tasks() {
    var counts = new EnumMap<TaskStatus, Integer>(TaskStatus.class);
    for (var task : run.path("tasks")) {
      counts.merge(status(task), 1, Integer::sum);
    }
    var all = run.path("tasks").size();
    var lines = new ArrayList<String>();
    if (all > TASKS_MAX) {
      lines.add("  " + counted(counts));
    }
    var listed = new ArrayList<JsonNode>();
    for (var task : run.path("tasks")) {
      var isWorthIt = all <= TASKS_MAX || hasFailed(task);
      if (isWorthIt && listed.size() < TASKS_MAX) {
        listed.add(task);
      }
    }
    var width = listed.stream().mapToInt(task -> key(task).length()).max().orElse(0);
    listed.forEach(task -> lines.add(line(task, width)));
    return lines;
  }

  /** What each cluster cost; the one node of a run that has no cluster is not worth a word. */
  private List<String> clusters() {
    var lines = new ArrayList<String>();
    if (run.path("coordinator").asText().equals("embedded")) {
      return lines;
    }
    for (var cluster : run.path("clusters")) {
      var own = cluster.path("key").isTextual();
      var nodes = cluster.path("nodes").asInt();
      var ready = cluster.path("ready").asLong() - cluster.path("requested").asLong();
      var came = cluster.path("ready").isNumber() ? "  ready in " + Wording.duration(ready) : "";
      lines.add(
          "  %s %s  %d %s%s  %s node-seconds"
              .formatted(
                  own ? "job cluster" : "cluster",
                  Wording.clean(cluster.path(own ? "key" : "name").asText()),
                  nodes,
                  nodes == 1 ? "node" : "nodes",
                  came,
                  cluster.path("node_seconds").asText()));
    }
    return lines;
  }

  private static String counted(Map<TaskStatus, Integer> counts) {
    return String.join(
        "  ", counts.entrySet().stream().map(one -> one.getValue() + " " + one.getKey()).toList());
  }

  private String line(JsonNode task, int width) {
    var status = status(task);
    var attempts = task.path("attempts");
    var last = attempts.path(attempts.size() - 1);
    var took = last.isMissingNode() ? "" : duration(last, nowMillis);
    var count = attempts.size() > 1 ? attempts.size() + " attempts" : "";
    var line =
        "  %s %s  %-15s  %-9s  %s"
            .formatted(
                Mark.of(status).symbol(),
                Wording.pad(key(task), width),
                status,
                took,
                count.isEmpty() ? more(task) : count);
    return line.stripTrailing();
  }

  /** How far a loop came, what a condition came to, which run a task was. */
  private static String more(JsonNode task) {
    var loop = task.path("for_each_task").path("stats").path("task_run_stats");
    if (loop.isObject()) {
      return LoopNews.progress(
          loop.path("completed_iterations").asLong(),
          loop.path("total_iterations").asLong(),
          loop.path("failed_iterations").asLong(),
          loop.path("active_iterations").asLong());
    }
    var child = task.path("run_job_task").path("run_id");
    return child.isNumber()
        ? "run " + child.asLong()
        : task.path("condition_task").path("outcome").asText("");
  }

  private List<String> values() {
    var lines = new ArrayList<String>();
    for (var task : run.path("tasks")) {
      if (!task.path("values").isEmpty() && lines.size() < TASKS_MAX * TASKS_MAX) {
        lines.add(key(task));
        task.path("values")
            .properties()
            .forEach(value ->
                ValueText.lines(value.getKey(), value.getValue())
                    .forEach(line -> lines.add("  " + line)));
      }
    }
    return lines;
  }

  private static boolean hasFailed(JsonNode task) {
    var status = status(task);
    return status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT;
  }

  private static TaskStatus status(JsonNode task) {
    return TaskStatus.valueOf(task.path("state").asText());
  }

  private static String key(JsonNode task) {
    return task.path("task_key").asText();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().map(Wording::clean).orElse("");
  }
}
