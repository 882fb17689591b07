package io.sampo.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobSchemaTest {

  private static final Path FILE =
      Path.of("src/main/resources/io/sampo/definition/job.schema.json");

  /** {@code mvn test -Dtest=JobSchemaTest -Dsampo.renew} writes the file anew. */
  private static final boolean RENEWS = System.getProperty("sampo.renew") != null;

  @Test
  void the_file_is_what_the_code_makes() throws IOException {
    if (RENEWS) {
      Files.writeString(FILE, JobSchema.text());
    }

    assertThat(FILE)
        .as("renew it by mvn test -Dtest=JobSchemaTest -Dsampo.renew")
        .hasContent(JobSchema.text());
  }

  @Test
  void the_schema_is_one() {
    assertThat(SchemaJudge.complaintsOfSchema(JobSchema.text())).isEmpty();
    assertThat(SchemaJudge.complaintsOfSchema("{\"type\": 5}")).isNotEmpty();
  }

  @Test
  void the_shipped_example_is_valid() throws IOException {
    assertThat(SchemaJudge.complaints(Files.readString(Path.of("src/examples/medallion/job.yaml"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shell_task: {command: a}",
        "shell_task: {command: [a, 1, true], env: {B: ~, C: 010}}",
        "sql_task: {file: {path: a.sql}}",
        "condition_task: {op: EQUAL_TO, left: a, right: 1}",
        "for_each_task: {inputs: [1], task: ONE}",
        "for_each_task: {inputs_file: a, task: {task_key: b, run_job_task: {job_file: c}}}",
        "{max_retries: 0, for_each_task: {inputs: '[1]', task: {task_key: b, max_retries: 1,"
            + " shell_task: {command: c}}}}",
        "run_job_task: {job_file: a.yaml, job_parameters: {a: b}}",
        "{shell_task: {command: a}, dbt_task: null}",
      })
  void a_task_that_the_reader_takes_is_valid(String work) {
    assertThat(SchemaJudge.complaints(job(work))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{shell_task: {command: a}, zzz: 1}",
        "{shell_task: {command: a}, sql_task: {statement: b}}",
        "{shell_task: {command: a}, max_retries: x}",
        "{shell_task: {command: a}, run_if: SOMETIMES}",
        "{shell_task: {command: a}, retry: {factor: 0.5}}",
        "{shell_task: {command: a}, timeout_seconds: 31536001}",
        "{shell_task: {command: a}, depends_on: [{task_key: b, outcome: maybe}]}",
        "{shell_task: {command: a}, health: {rules: [{metric: SIZE, op: LESS, value: 1}]}}",
        "dbt_task: {commands: [a]}",
        "shell_task: {}",
        "shell_task: {command: []}",
        "shell_task: {command: a, env: {B: [c]}}",
        "notebook_task: {notebook_path: a, source: GIT}",
        "sql_task: {}",
        "sql_task: {statement: a, file: {path: b}}",
        "sql_task: {statement: a, query: {query_id: b}}",
        "condition_task: {op: EQUAL_TO, left: a}",
        "condition_task: {op: IS, left: a, right: b}",
        "for_each_task: {task: ONE}",
        "for_each_task: {inputs: [1], concurrency: 0, task: ONE}",
        "for_each_task: {inputs: [1], task: {task_key: b, for_each_task: {}}}",
        "for_each_task: {inputs: [1], task: {task_key: b, disabled: true, ECHO}}",
        "{max_retries: 1, for_each_task: {inputs: [1], task: ONE}}",
        "{retry: {}, for_each_task: {inputs: [1], task: ONE}}",
        "run_job_task: {job_id: 5}",
      })
  void a_task_that_the_reader_refuses_is_invalid(String task) {
    assertThat(SchemaJudge.complaints(job(task))).isNotEmpty();
  }

  private static String job(String work) {
    var fields = work.startsWith("{") ? work.substring(1, work.length() - 1) : work;
    var comma = fields.isEmpty() ? "" : ", ";
    var tasks = "tasks: [{task_key: a" + comma + fields + "}]\n";
    return tasks.replace("ONE", "{task_key: b, ECHO}").replace("ECHO", "shell_task: {command: c}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                | false
          name: x                                                           | false
          tasks: []                                                         | false
          nme: x, FINE                                             | false
          name: [x], FINE                                          | false
          name: x, FINE                                            | true
          schedule: null, FINE                                        | true
          schedule: {quartz_cron_expression: x}, FINE              | false
          parameters: [{name: a}], FINE                            | false
          parameters: [{name: a, default: 1}], FINE                | true
          parameters: [{name: a, default: b, relative_to: job_file}], FINE | false
          parameters: [{name: a, default: b, kind: path, relative_to: job_file}], FINE | true
          health: {rules: [{metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 3}]}, FINE | true
          """)
  void a_job_is_valid_if_it_should_be(String fields, boolean isValid) {
    var fine = "tasks: [{task_key: fine, shell_task: {command: echo}}]";
    var job = fields.equals("{}") ? fields : "{" + fields.replace("FINE", fine) + "}";

    assertThat(SchemaJudge.complaints(job).isEmpty()).isEqualTo(isValid);
  }
}
