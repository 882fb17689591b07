package io.sampo.definition;

import static io.sampo.definition.JobFolder.FINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFaultsTest {

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    job =
        new JobFolder(folder)
            .with("ok.java")
            .with("two.java")
            .with("two.py")
            .with("only.ipynb")
            .with("report.scala")
            .with("model.R")
            .with("plain")
            .with("load.sql");
    job.write("bad.json", "[1,\n]");
    job.write("bad.jsonl", "1\n\n2 3\n");
    job.write("child.yaml", "name: child\nparameters: [{name: layer, default: x}]\n" + FINE);
    Files.write(folder.resolve("bad.bytes"), new byte[] {'[', (byte) 0xFF});
  }

  @ParameterizedTest
  @CsvFileSource(resources = "work-faults.txt", delimiter = '|', quoteCharacter = '`')
  void a_field_of_the_work_is_refused_with_its_place(String line, String complaints) {
    var yaml = "tasks:\n- task_key: a\n  " + line + "\n";

    assertThat(job.complaints(yaml)).containsExactly(complaints.split(" # ", -1));
  }

  @Test
  void a_task_does_one_thing() {
    assertThat(
            job.complaints(
                """
                tasks:
                - task_key: none
                - task_key: three
                  sql_task: {statement: select 1}
                  dbt_task: {}
                  shell_task: {command: echo}
                """))
        .containsExactly(
            "2:3: tasks[0]: does nothing"
                + " (expected: condition_task or for_each_task or java_task or notebook_task"
                + " or run_job_task or shell_task or sql_task)",
            "5:3: tasks[1].dbt_task: dbt_task besides sql_task"
                + " (expected: one kind of work in a task)",
            "5:3: tasks[1].dbt_task: does not run yet"
                + " (expected: shell_task with command 'dbt run')",
            "6:3: tasks[1].shell_task: shell_task besides sql_task"
                + " (expected: one kind of work in a task)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark_python_task",
        "python_wheel_task",
        "spark_jar_task",
        "spark_submit_task",
        "dbt_task",
        "http_task",
        "pipeline_task",
        "dashboard_task",
        "alert_task",
        "power_bi_task",
        "dbt_platform_task",
        "dbt_cloud_task",
        "clean_rooms_notebook_task",
        "gen_ai_compute_task",
        "ai_runtime_task",
        "python_operator_task"
      })
  void a_kind_that_does_not_run_yet_is_refused_by_name(String kind) {
    assertThat(job.complaints("tasks:\n- task_key: a\n  " + kind + ": {x: y}\n"))
        .singleElement()
        .asString()
        .startsWith("3:3: tasks[0].%s: does not run yet (expected: ".formatted(kind));
  }

  @Test
  void libraries_are_refused() {
    assertThat(
            job.complaints(
                "tasks:\n- task_key: a\n  shell_task: {command: b}\n  libraries: [{jar: x}]\n"))
        .containsExactly(
            "4:14: tasks[0].libraries: does not run yet"
                + " (expected: the jar of a java_task, or what the node has installed)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"schedule", "trigger", "continuous", "git_source", "run_as"})
  void a_wish_of_a_job_that_has_no_effect_yet_is_refused(String field) {
    assertThat(job.complaints(field + ": {x: y}\n" + FINE))
        .singleElement()
        .asString()
        .startsWith("1:1: %s: does not run yet (expected: ".formatted(field));
  }
}
