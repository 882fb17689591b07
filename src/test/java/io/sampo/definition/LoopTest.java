package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.schema.SchemaJudge;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.template.JsonArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() {
    job = new JobFolder(folder);
  }

  @Test
  void the_nested_task_has_settings_of_its_own() {
    var loop =
        loop(
            "inputs: '[1, 2]', concurrency: 7, task: {task_key: each, max_retries: 2,"
                + " timeout_seconds: 3, expected_duration_seconds: 1.5,"
                + " shell_task: {command: [echo, '{{input}}', '{{input.a.b}}']}}");

    var retry = new RetryPolicy(2, 0, false, null, Set.of(), Set.of(), RetryPolicy.MAX_LOST);
    var work = new Work.Shell(List.of("echo", "{{input}}", "{{input.a.b}}"), Map.of(), null);
    var task =
        new TaskDefinition(
            new TaskKey("each"),
            List.of(),
            TaskDefinition.RunIf.ALL_SUCCESS,
            false,
            work,
            retry,
            3_000,
            0,
            1_500,
            TaskDefinition.Compute.ANYWHERE);
    assertThat(loop).isEqualTo(new Work.ForEach("[1, 2]", 7, task));
  }

  @Test
  void one_iteration_runs_at_a_time_unless_more_are_asked_for() {
    assertThat(loop("inputs: '[]', task: {task_key: b, shell_task: {command: c}}").concurrency())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '[1, {"a": "b"}]'          | [1, {"a": "b"}]
          '{{tasks.first.values.x}}' | {{tasks.first.values.x}}
          '[{{job.run_id}}]'         | [{{job.run_id}}]
          []                         | []
          [a, 1, 1.50, -2e3, true]   | ["a",1,1.50,-2e3,true]
          [010, no, "1", "true"]     | ["010","no","1","true"]
          [~, null, [[]], {a: {b: c}}] | [null,null,[[]],{"a":{"b":"c"}}]
          ['x"{{job.id}}', .nan]     | ["x\\"{{job.id}}",".nan"]
          """)
  void inputs_are_an_array_or_what_becomes_one(String written, String inputs) {
    var loop = loop("inputs: " + written + ", task: {task_key: b, shell_task: {command: c}}");

    assertThat(loop.inputs()).isEqualTo(inputs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.json   | ` [1,\\n "{{job.id}}"] `         | [1,\\n "{\\u007bjob.id}}"]
          a.json   | `{"a": 1}\\n\\n[2]\\n"x"\\n`     | [{"a": 1},[2],"x"]
          a.jsonl  | `[1]\\n[2]`                      | [[1],[2]]
          a.NDJSON | `7`                              | [7]
          a.txt    | ``                               | []
          a.txt    | `"{{{{x}}"`                      | ["{\\u007b{\\u007bx}}"]
          """)
  void a_file_of_inputs_is_an_array_or_lines(String name, String content, String inputs) {
    job.write(name, content.replace("\\n", "\n"));

    var loop = loop("inputs_file: " + name + ", task: {task_key: b, shell_task: {command: c}}");

    assertThat(loop.inputs()).isEqualTo(inputs.replace("\\n", "\n"));
    assertThat(JsonArray.parse(loop.inputs()).size()).isLessThan(4);
  }

  @Test
  void inputs_may_be_many_and_long() {
    var lines = IntStream.range(0, 200_000).mapToObj(i -> "\"element " + i + "\"");
    job.write("many.jsonl", lines.collect(Collectors.joining("\n")));

    var loop = loop("inputs_file: many.jsonl, task: {task_key: b, shell_task: {command: c}}");

    assertThat(JsonArray.parse(loop.inputs()).element(199_999)).isEqualTo("\"element 199999\"");
  }

  @Test
  void more_than_a_million_inputs_are_refused() {
    job.write("many.jsonl", "1\n".repeat(1_000_001));

    assertThat(
            job.complaints(
                task("inputs_file: many.jsonl, task: {task_key: b, shell_task: {command: c}}")))
        .containsExactly(
            "5:32: tasks[1].for_each_task.inputs_file: FOLDER/many.jsonl: 1000001 inputs"
                + " (expected: at most 1000000)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_retries: 1",
        "max_retries: -1",
        "min_retry_interval_millis: 5",
        "retry_on_timeout: true",
        "retry: {factor: 2}",
        "timeout_seconds: 9"
      })
  void retries_belong_to_the_nested_task(String field) {
    var yaml = task("inputs: [1], task: {task_key: b, shell_task: {command: c}}");

    assertThat(job.complaints(yaml + "  " + field + "\n"))
        .containsExactly(
            "6:3: tasks[1].%s: on a loop (expected: put it on the nested task)"
                .formatted(field.substring(0, field.indexOf(':'))));
    assertThat(SchemaJudge.complaints(yaml + "  " + field + "\n")).isNotEmpty();
  }

  @Test
  void what_a_server_adds_to_every_task_is_no_fault() {
    var yaml =
        task(
            "inputs: [1], task: {task_key: b, run_if: ALL_SUCCESS, depends_on: [],"
                + " disabled: false, timeout_seconds: 0, shell_task: {command: c}}");

    assertThat(job.complaints(yaml + "  max_retries: 0\n  timeout_seconds: 0\n")).isEmpty();
  }

  private Work.ForEach loop(String fields) {
    var yaml = task(fields);
    assertThat(SchemaJudge.complaints(yaml)).isEmpty();
    var reading = job.read(yaml);
    assertThat(reading.complaints()).isEmpty();
    return (Work.ForEach) Objects.requireNonNull(reading.definition()).tasks().getLast().work();
  }

  private static String task(String fields) {
    return """
    tasks:
    - {task_key: first, shell_task: {command: echo}}
    - task_key: a
      depends_on: [{task_key: first}]
      for_each_task: {%s}
    """
        .formatted(fields);
  }
}
