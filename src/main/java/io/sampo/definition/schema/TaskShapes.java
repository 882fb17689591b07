package io.sampo.definition.schema;

import io.sampo.definition.compute.Clusters;
import io.sampo.definition.setting.NotYet;
import io.sampo.model.Limits;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition.RunIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shapes of a task, and of the task that a loop repeats. */
final class TaskShapes {

  static final String TASK = "task";
  static final String REPEATED = "repeated_task";
  static final String RETRY = "retry";

  private static final String KEY = "task_key";
  private static final List<String> RUN_IF = Stream.of(RunIf.values()).map(Enum::name).toList();

  private TaskShapes() {}

  static Shape task() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(KEY, key().described("Its name within the job."));
    fields.put(
        "depends_on",
        Shape.listOf(dependency())
            .described("The tasks that come to rest before this one begins."));
    fields.put(
        "run_if",
        Shape.word(RUN_IF).described("Which outcomes of the tasks it depends on let it run."));
    fields.put("disabled", Shape.flag().described("Leaves the task out of every run."));
    putRest(fields);
    return Shape.fields(fields)
        .requiring(KEY)
        .requiringOneOf(WorkShapes.KINDS)
        .with("dependentSchemas", Map.of("for_each_task", withoutRetry()));
  }

  static Shape repeated() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(KEY, key().described("The name of an iteration."));
    fields.put(
        "depends_on",
        Shape.list().with("maxItems", 0).described("Put it on the task with the loop."));
    fields.put(
        "run_if", Shape.constant(RUN_IF.getFirst()).described("Put it on the task with the loop."));
    fields.put("disabled", Shape.constant(false).described("Put it on the task with the loop."));
    putRest(fields);
    fields.put("for_each_task", Shape.refused("run_job_task with a job that has the inner loop"));
    var kinds = WorkShapes.KINDS.stream().filter(kind -> !kind.equals("for_each_task")).toList();
    return Shape.fields(fields).requiring(KEY).requiringOneOf(kinds);
  }

  private static void putRest(Map<String, Shape> fields) {
    WorkShapes.KINDS.forEach(kind -> fields.put(kind, Shape.defined(kind)));
    fields.put(
        "max_retries",
        Shape.whole(RetryPolicy.FOREVER, Integer.MAX_VALUE)
            .with("default", 0)
            .described("Attempts beyond the first, lost ones not counted; -1 for no end."));
    fields.put(
        "min_retry_interval_millis",
        millis()
            .with("default", 0)
            .described("From the start of the failed attempt to the start of the next."));
    fields.put("retry_on_timeout", Shape.flag().described("Whether time-outs are retried, too."));
    fields.put(RETRY, Shape.defined(RETRY));
    fields.put(
        "timeout_seconds",
        Shape.whole(0, Limits.WAIT_MILLIS_MAX / 1000)
            .with("default", 0)
            .described("How long one attempt may run; 0 for as long as it likes."));
    fields.put(
        "expected_duration_seconds",
        Shape.number(0, Limits.WAIT_MILLIS_MAX / 1000)
            .with("default", 0)
            .ours("How long it is thought to take, for forecasts; 0 if nobody knows."));
    fields.put(JobShapes.HEALTH, Shape.defined(JobShapes.HEALTH));
    fields.put("description", Shape.text().described("For people."));
    fields.put("disable_auto_optimization", Shape.flag().described("Accepted without effect."));
    fields.put(
        "libraries",
        Shape.list()
            .with("maxItems", 0)
            .described("Does not run yet. Instead: the jar of a java_task."));
    ClusterShapes.putOfTask(fields);
    JobShapes.putAlerts(fields);
    JobShapes.putRefused(fields, NotYet.KINDS);
  }

  /** What a task with a loop may say of retries: that there are none. */
  private static Shape withoutRetry() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("max_retries", Shape.constant(0));
    fields.put("min_retry_interval_millis", Shape.constant(0));
    fields.put("retry_on_timeout", Shape.constant(false));
    fields.put("timeout_seconds", Shape.constant(0));
    Clusters.FIELDS.stream().sorted().forEach(name -> fields.put(name, Shape.of("null")));
    return Shape.mapping()
        .with("properties", fields)
        .with("not", Shape.mapping().requiring(RETRY))
        .described("Retries, time-outs and clusters belong to the nested task.");
  }

  private static Shape key() {
    return Shape.text().with("pattern", "^[A-Za-z0-9_-]{1,100}$");
  }

  private static Shape dependency() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(KEY, key().described("The task it waits for."));
    fields.put(
        "outcome",
        new Shape(Map.of("enum", List.of("true", "false", true, false)))
            .described("What that task, a condition_task, must have come to."));
    return Shape.fields(fields).requiring(KEY);
  }

  static Shape retry() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "initial_millis",
        millis().with("default", 1_000).described("The wait after the first failure."));
    fields.put(
        "factor",
        Shape.number(1, 1_000)
            .with("default", 2)
            .described("By which each wait is longer than the one before."));
    fields.put("max_millis", millis().with("default", 3_600_000).described("No wait is longer."));
    fields.put(
        "jitter",
        Shape.number(0, 1).with("default", 0).described("How much of a wait is up to chance."));
    fields.put(
        "no_retry_exit_codes",
        Shape.listOf(Shape.whole(0, 255))
            .described("Exit codes after which another attempt is pointless."));
    fields.put(
        "no_retry_exceptions",
        Shape.listOf(Shape.text())
            .described("Class names of exceptions after which another attempt is pointless."));
    fields.put(
        "max_lost",
        Shape.whole(0, Integer.MAX_VALUE)
            .with("default", RetryPolicy.MAX_LOST)
            .described("Attempts that may be lost with their worker before the task fails."));
    return Shape.fields(fields)
        .ours("An exponential back-off, and what is not retried. Any part of it has defaults.");
  }

  private static Shape millis() {
    return Shape.whole(0, Limits.WAIT_MILLIS_MAX);
  }
}
