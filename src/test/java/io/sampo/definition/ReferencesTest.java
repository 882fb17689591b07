package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

  /** A chain of three, one task beside it, and one below two of them. */
  private static final String JOB =
      """
      parameters: [{name: layer, default: bronze}, {name: a.b, default: c}]
      tasks:
      - {task_key: low, depends_on: [{task_key: mid}, {task_key: side}], WORK}
      - {task_key: top, shell_task: {command: echo}}
      - {task_key: mid, depends_on: [{task_key: top}], shell_task: {command: echo}}
      - {task_key: side, shell_task: {command: echo}}
      - {task_key: below, depends_on: [{task_key: low}], shell_task: {command: echo}}
      """;

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() {
    job = new JobFolder(folder).with("n.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job.id",
        "job.run_id",
        "job.parameters.layer",
        "job.parameters.a.b",
        "job.parameters.`a.b`",
        "job.start_time.iso_date",
        "job.trigger.type",
        "backfill.iso_date",
        "workspace.url",
        "task.name",
        "task_retry_count",
        "run_id",
        "tasks.mid.values.rows",
        "tasks.side.run_id",
        "tasks.top.result_state",
      })
  void a_reference_that_can_be_filled_in_is_accepted(String reference) {
    assertThat(job.complaints(withReference(reference))).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "reference-faults.txt", delimiter = '|', quoteCharacter = '`')
  void a_reference_that_cannot_be_filled_in_is_refused(String reference, String complaint) {
    assertThat(job.complaints(withReference(reference)))
        .containsExactly(
            "3:90: tasks[0].shell_task.command: {{%s}}: %s".formatted(reference, complaint));
  }

  private static String withReference(String reference) {
    return withWork("shell_task: {command: \"x {{%s}} y\"}".formatted(reference));
  }

  private static String withWork(String work) {
    return JOB.replace("WORK", work);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shell_task: {command: [a, 'R']}",
        "shell_task: {command: a, env: {A: 'R'}}",
        "java_task: {main_class_name: A, parameters: {a: 'R'}}",
        "notebook_task: {notebook_path: n, base_parameters: {a: 'R'}}",
        "sql_task: {statement: 'R'}",
        "sql_task: {statement: a, jdbc_url: 'R'}",
        "sql_task: {statement: a, parameters: {a: 'R'}}",
        "condition_task: {op: EQUAL_TO, left: 'R', right: a}",
        "condition_task: {op: LESS_THAN, left: 1, right: 'R'}",
        "for_each_task: {inputs: 'R', task: {task_key: b, shell_task: {command: c}}}",
        "for_each_task: {inputs: [{a: 'R'}], task: {task_key: b, shell_task: {command: c}}}",
        "for_each_task: {inputs: [1], task: {task_key: b, shell_task: {command: 'R'}}}",
        "run_job_task: {job_file: child.yaml, job_parameters: {a: 'R'}}"
      })
  void every_text_that_is_filled_in_is_checked(String work) {
    job.write("child.yaml", "parameters: [{name: a, default: b}]\n" + JobFolder.FINE);

    assertThat(job.complaints(withWork(work.replace("'R'", "'{{tasks.top.values.x}}'")))).isEmpty();
    assertThat(job.complaints(withWork(work.replace("'R'", "'{{tasks.below.values.x}}'"))))
        .singleElement()
        .asString()
        .contains("below need not be done before low begins");
  }

  @Test
  void all_faults_of_a_text_are_told() {
    assertThat(job.complaints(withReference("job.x}}{{input}}{{tasks.below.run_id"))).hasSize(3);
  }

  @Test
  void a_condition_has_an_outcome_and_other_tasks_have_none() {
    var yaml =
        """
        tasks:
        - {task_key: if, condition_task: {op: GREATER_THAN, left: "2", right: 1.0}}
        - {task_key: a, depends_on: [{task_key: if, outcome: "true"}], shell_task: {command: x}}
        - {task_key: b, depends_on: [{task_key: if, outcome: false}], shell_task: {command: x}}
        - {task_key: c, depends_on: [{task_key: if}, {task_key: a, outcome: true}], X}
        """
            .replace("X}\n", "shell_task: {command: x}}\n");

    assertThat(job.complaints(yaml))
        .containsExactly(
            "5:69: tasks[3].depends_on[1].outcome: a is no condition_task, and has no outcome"
                + " (expected: no outcome, or run_if)");
    assertThat(job.complaints(yaml.replace("outcome: true}", "outcome: 1}")))
        .contains("5:69: tasks[3].depends_on[1].outcome: 1 (expected: true or false)");
    var reading = job.read(yaml.replace(", outcome: true}", "}"));
    assertThat(reading.definition()).isNotNull();
    assertThat(reading.definition().tasks().get(1).dependsOn().getFirst().outcome()).isTrue();
    assertThat(reading.definition().tasks().get(2).dependsOn().getFirst().outcome()).isFalse();
    assertThat(reading.definition().tasks().get(3).dependsOn().getFirst().outcome()).isNull();
  }
}
