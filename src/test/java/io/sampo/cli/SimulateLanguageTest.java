package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that decides, repeats, and runs another. */
class SimulateLanguageTest {

  private static final String JOB =
      """
      name: branches
      tasks:
        - {task_key: count, expected_duration_seconds: 4, shell_task: {command: "true"}}
        - task_key: many
          depends_on: [{task_key: count}]
          condition_task:
            {op: GREATER_THAN, left: "{{tasks.count.values.rows}}", right: "100"}
        - task_key: each
          depends_on: [{task_key: many, outcome: "true"}]
          for_each_task:
            inputs: "[1, 2, 3]"
            concurrency: 2
            task:
              task_key: one
              expected_duration_seconds: 2.5
              shell_task: {command: "true"}
        - task_key: call
          depends_on: [{task_key: many, outcome: "false"}]
          run_job_task: {job_file: other.yaml}
      """;

  private static final String OTHER =
      """
      name: other
      tasks:
        - {task_key: step, shell_task: {command: "true"}}
      """;

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void writeJobs() throws IOException {
    line = new CommandLineFixture(folder);
    line.file("job.yaml", JOB);
    line.file("other.yaml", OTHER);
  }

  @Test
  void what_a_job_expects_counts_unless_somebody_knows_better() {
    var called = simulate("--value", "count.rows=200", "--duration", "one=3");

    assertThat(called.err()).isEmpty();
    assertThat(called.out())
        .isEqualTo(
            """
            branches  7 tasks  1 worker with 8 slots each
            durations: 3 of --duration, 1 of the job
            result         SUCCESS
            makespan       10 s, 42.9 % above the lower bound
            lower bound    7.0 s, for the critical path takes as long
            critical path  7.0 s in 4 tasks
            work           13 s, 1.6 s if spread evenly over 8 slots
            queue time     0.0 s

            CRITICAL PATH  DURATION
            count          4.0 s
            many           0.0 s
            each[0]        3.0 s
            each           0.0 s

            TASK     STATE     ATTEMPTS  START  END    DURATION  QUEUED  SLACK
            count    SUCCESS          1  0.0 s  4.0 s  4.0 s     0.0 s   0.0 s
            many     SUCCESS          1  4.0 s  4.0 s                    0.0 s
            each     SUCCESS          1  4.0 s  10 s                     0.0 s
            call     EXCLUDED         0         4.0 s                    3.0 s
            each[0]  SUCCESS          1  4.0 s  7.0 s  3.0 s     0.0 s   0.0 s
            each[1]  SUCCESS          1  4.0 s  7.0 s  3.0 s     0.0 s   0.0 s
            each[2]  SUCCESS          1  7.0 s  10 s   3.0 s     0.0 s   0.0 s
            """);
  }

  @Test
  void the_tasks_of_another_job_are_named_by_the_task_that_runs_it() {
    var called = simulate("--value", "count.rows=5", "--duration", "call/step=9");

    assertThat(called.out())
        .contains("makespan       13 s, which no scheduler can beat")
        .contains("\ncall/step  SUCCESS ");
  }

  @Test
  void a_value_that_nobody_set_is_told_of_with_the_way_to_set_it() {
    var called = simulate();

    assertThat(called.exitCode()).isZero();
    assertThat(called.err())
        .isEqualTo(
            "notice: many failed since no attempt sets task values here"
                + " (expected: --value count.rows=JSON)\n");
    assertThat(called.out())
        .contains("result         FAILED  Task many failed with message: {{tasks.count.values");
  }

  @Test
  void a_task_that_takes_too_long_is_pointed_out() throws IOException {
    line.file(
        "job.yaml",
        JOB.replace(
            "task_key: one",
            "task_key: one\n        health:"
                + " {rules: [{metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 1}]}"));

    assertThat(simulate("--value", "count.rows=200").out())
        .contains("\ntoo slow       3 tasks, the first: each[0]\n");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --duration | ome=2          | ome is no task of the job (did you mean 'one'?)
          --duration | call/stop=2    | call/stop is no task of the job (did you mean 'call/step'?)
          --duration | count/step=2   | count/step is no task of the job
          --duration | many=2         | many is a condition_task, which takes no time
          --duration | each=2         | each is a for_each_task, which takes
          --fail     | call           | call is a run_job_task, which takes what that job takes
          --value    | count=1        | 'count=1' (expected: KEY.NAME=JSON)
          --value    | cuont.rows=1   | cuont is no task of the job (did you mean 'count'?)
          --value    | one.rows=1     | one is repeated by a loop, and nobody sees its values
          --value    | count.rows=abc | count.rows:
          """)
  void what_cannot_be_meant_is_refused_by_name(String option, String value, String message) {
    var called = simulate(option, value);

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.err().lines())
        .singleElement()
        .asString()
        .startsWith(option)
        .contains(message);
  }

  @Test
  void a_file_of_durations_may_name_the_tasks_of_loops_and_of_other_jobs() throws IOException {
    line.file("times.yaml", "one: 1\ncall/step: 2\n");
    line.file("bad.yaml", "each: 1\ncall/stop: 2\n");

    assertThat(simulate("--durations", "times.yaml").exitCode()).isZero();
    assertThat(simulate("--durations", "bad.yaml").err().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("bad.yaml:1:").contains("(expected: one)"),
            second -> assertThat(second).contains("bad.yaml:2:").contains("'call/step'"));
  }

  private Called simulate(String... options) {
    var words = new String[options.length + 6];
    System.arraycopy(
        new String[] {"simulate", "job.yaml", "--workers", "1", "--slots", "8"}, 0, words, 0, 6);
    System.arraycopy(options, 0, words, 6, options.length);
    return line.call(nodes, words);
  }
}
