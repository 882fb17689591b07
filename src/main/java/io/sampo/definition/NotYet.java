package io.sampo.definition;

import io.sampo.definition.field.Fields;
import java.util.Map;

/**
 * What the Databricks Jobs API knows and a job file may therefore name, but that does not run yet:
 * refused by name, each with what to write instead.
 */
final class NotYet {

  private static final String ELSEWHERE =
      "it belongs to a service of Databricks; leave the task out, or call the service from a"
          + " shell_task";

  /** Fields of a job. */
  static final Map<String, String> JOB =
      Map.of(
          "schedule", "leave it out, and start the job from a timer such as cron",
          "trigger", "leave it out, and start the job when its input is there",
          "continuous", "leave it out, and start the job again when it ends",
          "git_source", "leave it out, and check the repository out beside the job file",
          "run_as", "leave it out; tasks run as the user of the node");

  /** Kinds of tasks. */
  static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("condition_task", "decide within a notebook_task or shell_task"),
          Map.entry("for_each_task", "write one task per input, or loop within a task"),
          Map.entry("run_job_task", "list the tasks of that job in this one"),
          Map.entry("spark_python_task", "shell_task with command [python3, FILE]"),
          Map.entry("python_wheel_task", "shell_task with command [python3, -m, PACKAGE]"),
          Map.entry("spark_jar_task", "java_task with a class of that jar"),
          Map.entry("spark_submit_task", "shell_task with command [spark-submit, …]"),
          Map.entry("dbt_task", "shell_task with command 'dbt run'"),
          Map.entry("http_task", "shell_task with command [curl, --fail, URL]"),
          Map.entry("pipeline_task", ELSEWHERE),
          Map.entry("dashboard_task", ELSEWHERE),
          Map.entry("alert_task", ELSEWHERE),
          Map.entry("power_bi_task", ELSEWHERE),
          Map.entry("dbt_platform_task", ELSEWHERE),
          Map.entry("dbt_cloud_task", ELSEWHERE),
          Map.entry("clean_rooms_notebook_task", ELSEWHERE),
          Map.entry("gen_ai_compute_task", ELSEWHERE),
          Map.entry("ai_runtime_task", ELSEWHERE),
          Map.entry("python_operator_task", ELSEWHERE));

  private NotYet() {}

  static String reason(String instead) {
    return "does not run yet (expected: %s)".formatted(instead);
  }

  /** Refuses those of {@code features} that {@code fields} name. */
  static void refuse(Fields fields, Map<String, String> features) {
    for (var name : fields.names(features.keySet())) {
      name.fault(reason(features.getOrDefault(name.name(), ELSEWHERE)));
    }
  }
}
