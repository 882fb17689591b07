package io.sampo.definition.setting;

import io.sampo.definition.field.Fields;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the Databricks Jobs API knows and a job file may therefore name, but that does not run yet:
 * refused by name, each with what to write instead.
 */
public final class NotYet {

  private static final String ELSEWHERE =
      "it belongs to a service of Databricks; leave the task out, or call the service from a"
          + " shell_task";

  /** Fields of a job. */
  public static final Map<String, String> JOB =
      Map.of(
          "schedule", "leave it out, and start the job from a timer such as cron",
          "trigger", "leave it out, and start the job when its input is there",
          "continuous", "leave it out, and start the job again when it ends",
          "git_source", "leave it out, and check the repository out beside the job file",
          "run_as", "leave it out; tasks run as the user of the node");

  /** Kinds of tasks. */
  public static final Map<String, String> KINDS =
      Map.ofEntries(
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

  /** Fields of a {@code sql_task}: what is stored on a server. */
  public static final Map<String, String> SQL =
      Stream.of("query", "alert", "dashboard")
          .collect(Collectors.toMap(name -> name, _ -> "statement, or file with a path"));

  /** Fields of a {@code run_job_task}: what is on a server, and what came before job parameters. */
  public static final Map<String, String> RUN_JOB =
      Map.of(
          "job_id", "job_file with a path; jobs with a number are on a server",
          "notebook_params", "job_parameters",
          "jar_params", "job_parameters",
          "python_params", "job_parameters",
          "python_named_params", "job_parameters",
          "sql_params", "job_parameters",
          "dbt_commands", "job_parameters",
          "spark_submit_params", "job_parameters",
          "pipeline_params", "job_parameters");

  private NotYet() {}

  /** Why a feature is refused. */
  public static String reason(String instead) {
    return "does not run yet (expected: %s)".formatted(instead);
  }

  /** Refuses those of {@code features} that {@code fields} name. */
  public static void refuse(Fields fields, Map<String, String> features) {
    for (var name : fields.names(features.keySet())) {
      name.fault(reason(features.getOrDefault(name.name(), ELSEWHERE)));
    }
  }
}
