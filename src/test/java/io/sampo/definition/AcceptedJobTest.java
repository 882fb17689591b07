package io.sampo.definition;

import static io.sampo.definition.JobFolder.FINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.schema.SchemaJudge;
import io.sampo.definition.setting.Notice;
import io.sampo.definition.source.Fault;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedJobTest {

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() {
    job = new JobFolder(folder).with("generic.java").with("a.sql").with("a.jar");
  }

  private static final String EVERY_FIELD =
      """
      name: medallion
      timeout_seconds: 60
      health: {rules: [{metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 3}]}
      parameters:
      - {name: layer, default: 010}
      - {name: in, default: data, kind: path}
      - {name: out, default: "", kind: text}
      - {name: here, default: ., kind: path, relative_to: current_folder}
      tasks:
      - task_key: bronze
        max_retries: -1
        min_retry_interval_millis: 5
        retry_on_timeout: true
        timeout_seconds: 7
        health: {rules: [{metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 5}]}
        expected_duration_seconds: 0.25
        disabled: true
        retry:
          initial_millis: 10
          factor: 1.5
          max_millis: 20
          jitter: 0.25
          no_retry_exit_codes: [2, 3]
          no_retry_exceptions: [java.io.IOException]
          max_lost: 4
        notebook_task: {notebook_path: ./x/../generic, base_parameters: {a: no, b: ~, c: 1e3}}
      - task_key: silver
        depends_on: [{task_key: bronze}]
        run_if: ALL_DONE
        sql_task: {file: {path: a.sql}, jdbc_url: "jdbc:duckdb:", parameters: {a: 1}}
      - task_key: gold
        depends_on: [{task_key: silver}, {task_key: bronze}]
        java_task: {main_class_name: org.example.Gold, jar: a.jar, parameters: {a: true}}
      """;

  @Test
  void every_working_field_ends_in_the_definition() {
    assertThat(definition(EVERY_FIELD))
        .isEqualTo(
            new JobDefinition(
                "medallion",
                List.of(
                    new Parameter("layer", "010", Kind.TEXT),
                    new Parameter("in", folder.resolve("data").toString(), Kind.PATH),
                    new Parameter("out", "", Kind.TEXT),
                    new Parameter("here", ".", Kind.PATH_FROM_CALLER)),
                List.of(bronze(), silver(), gold()),
                60_000,
                3_000));
  }

  private TaskDefinition bronze() {
    return new TaskDefinition(
        new TaskKey("bronze"),
        List.of(),
        RunIf.ALL_SUCCESS,
        true,
        new Work.Notebook(
            folder.resolve("generic.java").toString(), Map.of("a", "no", "b", "~", "c", "1e3")),
        new RetryPolicy(
            -1,
            5,
            true,
            new BackOff(10, 1.5, 20, 0.25),
            Set.of(2, 3),
            Set.of("java.io.IOException"),
            4),
        7_000,
        5_000,
        250,
        Compute.ANYWHERE);
  }

  private TaskDefinition silver() {
    var file = folder.resolve("a.sql").toString();
    return TaskDefinition.of(
            new TaskKey("silver"),
            List.of(new TaskKey("bronze")),
            new Work.Sql(null, file, "jdbc:duckdb:", Map.of("a", "1")))
        .with(RunIf.ALL_DONE);
  }

  private TaskDefinition gold() {
    var jar = folder.resolve("a.jar").toString();
    return TaskDefinition.of(
        new TaskKey("gold"),
        List.of(new TaskKey("silver"), new TaskKey("bronze")),
        new Work.JavaClass("org.example.Gold", jar, Map.of("a", "true")));
  }

  @Test
  void a_command_is_a_line_for_the_shell_or_words() {
    assertThat(work("shell_task: {command: 'echo $A | wc', env: {A: 007}}"))
        .isEqualTo(
            new Work.Shell(List.of("/bin/sh", "-c", "echo $A | wc"), Map.of("A", "007"), null));
    assertThat(work("shell_task: {command: [echo, 1, no], working_directory: ../w}"))
        .isEqualTo(
            new Work.Shell(
                List.of("echo", "1", "no"), Map.of(), folder.resolveSibling("w").toString()));
  }

  @Test
  void absolute_paths_stay_what_they_are() {
    assertThat(work("shell_task: {command: echo, working_directory: /a/../b}"))
        .isEqualTo(new Work.Shell(List.of("/bin/sh", "-c", "echo"), Map.of(), "/b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          {}                      | none
          {max_lost: 1}           | none
          {initial_millis: 50}    | 50, 2, 3600000, 0
          {initial_millis: 5000000} | 5000000, 2, 5000000, 0
          {max_millis: 300}       | 300, 2, 300, 0
          {factor: 3}             | 1000, 3, 3600000, 0
          {jitter: 1}             | 1000, 2, 3600000, 1
          """)
  void a_back_off_of_which_some_is_given_is_completed(String retry, String expected) {
    var task = definition(FINE.replace("shell_task", "retry: " + retry + ", shell_task"));

    var backOff = task.tasks().getFirst().retry().backOff();
    assertThat(backOff == null ? null : numbers(backOff)).isEqualTo(expected);
  }

  private static String numbers(BackOff backOff) {
    return "%d, %.0f, %d, %.0f"
        .formatted(
            backOff.initialMillis(), backOff.factor(), backOff.maxMillis(), backOff.jitter());
  }

  @Test
  void json_and_yaml_say_the_same() {
    var json =
        """
        {"name": "x", "parameters": [{"name": "a", "default": 010.50}],
         "tasks": [{"task_key": "a", "shell_task": {"command": ["x", 1.50, true]}}]}
        """
            .replace("010", "10");

    var fromJson = JobFile.read(job.write("job.json", json));

    assertThat(fromJson.complaints()).isEmpty();
    assertThat(fromJson.definition()).isEqualTo(definition(json));
    assertThat(definition(json).parameters().getFirst().defaultValue()).isEqualTo("10.50");
  }

  @Test
  void anchors_and_aliases_stand_for_each_other() {
    var reading =
        job.read(
            """
            tasks:
            - task_key: a
              shell_task: &echo {command: [echo, &word hello, *word]}
            - task_key: b
              shell_task: *echo
            """);

    var definition = Objects.requireNonNull(reading.definition());
    assertThat(definition.tasks().get(1).work())
        .isEqualTo(definition.tasks().get(0).work())
        .isEqualTo(new Work.Shell(List.of("echo", "hello", "hello"), Map.of(), null));
  }

  @Test
  void braces_around_anything_unknown_are_plain_text() {
    assertThat(
            work("shell_task: {command: ['{{ .N }}', '{{x}}', '{{jobs.a}}', '{{job}}', '{{job']}"))
        .isEqualTo(
            new Work.Shell(
                List.of("{{ .N }}", "{{x}}", "{{jobs.a}}", "{{job}}", "{{job"), Map.of(), null));
  }

  @Test
  void fields_without_effect_are_accepted_and_those_that_matter_are_told_once() {
    var reading =
        read(
            """
            description: x
            tags: {a: b}
            format: MULTI_TASK
            max_concurrent_runs: 2
            queue: {enabled: true}
            edit_mode: EDITABLE
            job_clusters: [{job_cluster_key: m, new_cluster: {num_workers: 1}}]
            email_notifications: {on_failure: [a@example.org]}
            health: {rules: [{metric: STREAMING_BACKLOG_FILES, op: GREATER_THAN, value: 7}]}
            schedule: null
            tasks:
            - task_key: a
              description: x
              job_cluster_key: m
              run_if: ALL_SUCCESS
              disabled: false
              libraries: []
              sql_task: {statement: select 1, warehouse_id: w}
            - task_key: b
              existing_cluster_id: c
              webhook_notifications: {}
              shell_task: {command: echo}
            """);

    assertThat(reading.complaints()).isEmpty();
    assertThat(reading.notices())
        .extracting(Notice::sentence)
        .containsExactly(
            "existing_cluster_id, job_cluster_key, job_clusters: every cluster means this node",
            "email_notifications, webhook_notifications: alerts are not sent yet",
            "STREAMING_BACKLOG_FILES: no task here is a stream",
            "warehouse_id: SQL runs on the node, in DuckDB unless jdbc_url is given");
  }

  @Test
  void a_plain_job_is_told_nothing_about() {
    var reading = job.read(FINE);

    assertThat(reading.notices()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.definition()).extracting(JobDefinition::name).isEqualTo("Untitled");
  }

  @Test
  void a_job_parameter_that_hides_another_value_is_warned_of() {
    var reading =
        read(
            """
            parameters: [{name: layer, default: gold}, {name: same, default: x}]
            tasks:
            - task_key: a
              notebook_task:
                notebook_path: generic.java
                base_parameters: {layer: bronze, same: x, other: y}
            - task_key: b
              sql_task:
                statement: select :layer, :same
                parameters: {layer: silver, same: '{{job.parameters.same}}'}
            """);

    assertThat(reading.definition()).isNotNull();
    assertThat(reading.warnings())
        .containsExactly(
            new Fault(
                folder.resolve("job.yaml").toString(),
                6,
                30,
                "tasks[0].notebook_task.base_parameters.layer",
                "bronze is hidden by the job parameter of the same name, which is gold",
                null),
            new Fault(
                folder.resolve("job.yaml").toString(),
                10,
                25,
                "tasks[1].sql_task.parameters.layer",
                "silver is hidden by the job parameter of the same name, which is gold",
                null));
  }

  private JobDefinition definition(String yaml) {
    var reading = read(yaml);
    assertThat(reading.complaints()).isEmpty();
    return Objects.requireNonNull(reading.definition());
  }

  /** What the reader takes, the schema takes. */
  private Reading read(String yaml) {
    assertThat(SchemaJudge.complaints(yaml)).isEmpty();
    return job.read(yaml);
  }

  private Work work(String line) {
    return definition("tasks:\n- task_key: a\n  " + line + "\n").tasks().getFirst().work();
  }
}
