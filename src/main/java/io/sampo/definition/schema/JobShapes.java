package io.sampo.definition.schema;

import io.sampo.definition.setting.NotYet;
import io.sampo.model.JobDefinition;
import io.sampo.model.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shapes of a job and of what it has beside tasks. */
final class JobShapes {

  static final String HEALTH = "health";

  private static final long SECONDS_MAX = Limits.WAIT_MILLIS_MAX / 1000;
  private static final String ALERT = "Accepted without effect; alerts are not sent yet.";

  private JobShapes() {}

  static Shape job() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("$schema", Shape.string().ours("Where this schema is, for editors."));
    fields.put(
        "name",
        Shape.filledText()
            .with("maxLength", 4096)
            .with("default", "Untitled")
            .described("What the job is called."));
    fields.put("parameters", parameters());
    fields.put(
        "tasks",
        Shape.listOf(Shape.defined(TaskShapes.TASK))
            .with("minItems", 1)
            .with("maxItems", Limits.TASKS_MAX)
            .described("What a run does, in any order; depends_on decides what waits for what."));
    fields.put(
        "timeout_seconds",
        Shape.whole(0, SECONDS_MAX)
            .with("default", 0)
            .described("How long a run may take before it is stopped; 0 for as long as it likes."));
    fields.put(
        "max_concurrent_runs",
        Shape.whole(0, 1000).with("default", 1).described("Runs of the job at the same time."));
    fields.put(HEALTH, Shape.defined(HEALTH));
    fields.put(
        "priority",
        Shape.whole(1, JobDefinition.PRIORITY_MAX)
            .with("default", JobDefinition.PRIORITY_NORMAL)
            .ours("Where several runs want the same slots, they get them in this proportion."));
    ClusterShapes.putOfJob(fields);
    putAlerts(fields);
    putHarmless(fields);
    putRefused(fields, NotYet.JOB);
    return Shape.fields(fields).requiring("tasks");
  }

  private static void putHarmless(Map<String, Shape> fields) {
    fields.put("description", Shape.text().described("For people."));
    fields.put("tags", Shape.mapping().described("For people."));
    fields.put("format", Shape.string().described("Accepted without effect."));
    for (var name : List.of("queue", "deployment")) {
      fields.put(name, Shape.mapping().described("Accepted without effect."));
    }
    for (var name :
        List.of(
            "edit_mode",
            "parent_path",
            "performance_target",
            "budget_policy_id",
            "usage_policy_id")) {
      fields.put(name, Shape.string().described("Accepted without effect."));
    }
    fields.put("access_control_list", Shape.list().described("Accepted without effect."));
  }

  static void putAlerts(Map<String, Shape> fields) {
    for (var name :
        List.of("email_notifications", "webhook_notifications", "notification_settings")) {
      fields.put(name, Shape.mapping().described(ALERT));
    }
  }

  /** Puts in what is refused, each with what to write instead, in the order of the alphabet. */
  static void putRefused(Map<String, Shape> fields, Map<String, String> instead) {
    new TreeMap<>(instead).forEach((name, text) -> fields.put(name, Shape.refused(text)));
  }

  private static Shape parameters() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "name",
        Shape.filledText()
            .with("maxLength", 255)
            .with("pattern", "^[^=]*\\S[^=]*$")
            .described("By which callers and {{job.parameters.NAME}} know it."));
    fields.put(
        "default",
        Shape.anyText()
            .described(
                "What it is unless the caller says otherwise; always text. May refer to"
                    + " the job, its start, its trigger and the workspace."));
    fields.put(
        "kind",
        Shape.word(List.of("text", "path")).ours("A path is absolute before the run starts."));
    fields.put(
        "relative_to",
        Shape.word(List.of("job_file", "current_folder"))
            .ours("What a default that is a path is relative to. Only with kind: path."));
    var isPath =
        Shape.mapping()
            .with("properties", Map.of("kind", Shape.constant("path")))
            .requiring("kind");
    return Shape.listOf(
            Shape.fields(fields)
                .requiring("name", "default")
                .with("dependentSchemas", Map.of("relative_to", isPath)))
        .described("What a caller may say of a run.");
  }

  static Shape health() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "metric",
        Shape.choice(
                List.of(
                    "RUN_DURATION_SECONDS",
                    "STREAMING_BACKLOG_BYTES",
                    "STREAMING_BACKLOG_RECORDS",
                    "STREAMING_BACKLOG_SECONDS",
                    "STREAMING_BACKLOG_FILES"))
            .described("What is watched. Backlogs have no effect, for no task here is a stream."));
    fields.put("op", Shape.choice(List.of("GREATER_THAN")).described("The only comparison."));
    fields.put(
        "value",
        Shape.whole(0, Limits.WAIT_MILLIS_MAX)
            .described("Seconds after which a run or an attempt gets a warning; at least 1."));
    var rule = Shape.fields(fields).requiring("metric", "op", "value");
    return Shape.fields(Map.of("rules", Shape.listOf(rule).described("Each metric once.")))
        .described("When a warning is due.");
  }
}
