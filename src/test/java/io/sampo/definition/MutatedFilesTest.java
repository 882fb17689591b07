package io.sampo.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.source.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a job file, reading it ends with a reading. */
class MutatedFilesTest {

  private static final int MUTANTS_OF_A_SEED = 100;

  private static final String YAML =
      """
      name: medallion
      parameters:
      - {name: layer, default: bronze}
      - {name: out, default: data, kind: path, relative_to: current_folder}
      tasks:
      - task_key: bronze
        max_retries: 3
        retry: {initial_millis: 10, factor: 1.5, no_retry_exit_codes: [2, 3]}
        shell_task: &echo
          command: "echo \\"$A\\" \\u00e4"
          env: {A: 'it''s', B: |
            text
            }
      - task_key: silver
        depends_on: [{task_key: bronze}]
        shell_task: *echo
      - task_key: gold # the last
        depends_on:
        - task_key: silver
        java_task: {main_class_name: org.example.Gold, parameters: {a: 010, b: ~}}
      - task_key: if
        depends_on: [{task_key: gold}]
        run_if: NONE_FAILED
        condition_task: {op: LESS_THAN, left: "{{tasks.gold.values.rows}}", right: 7}
      - task_key: each
        depends_on: [{task_key: if, outcome: "true"}]
        for_each_task:
          inputs: [1, {a: "{{job.parameters.layer}}"}]
          task: {task_key: one, shell_task: {command: "echo {{input.a}}"}}
      - task_key: job
        health: {rules: [{metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 5}]}
        run_job_task: {job_file: child.yaml, job_parameters: {layer: x}}
      """;

  private static final String CHILD = "parameters: [{name: layer, default: x}]\n" + JobFolder.FINE;

  private static final String JSON =
      """
      {"name": "medallion", "timeout_seconds": 60,
       "parameters": [{"name": "layer", "default": "bronze"}],
       "tasks": [
        {"task_key": "bronze", "shell_task": {"command": ["echo", "\\u00e4\\n", 1.5e3, true]}},
        {"task_key": "silver", "depends_on": [{"task_key": "bronze"}],
         "sql_task": {"statement": "select 1", "parameters": {"a": null}}}]}
      """;

  private static final List<String> SPLICES =
      List.of(
          "\t",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          ": ",
          "- ",
          "\n",
          "&a ",
          "*a",
          "!!str ",
          "---\n",
          "? ",
          "|\n",
          ">",
          "%",
          "{{job.id}}",
          "\0",
          "\\",
          "1e999999",
          "\uFEFF",
          "😀",
          "null",
          "<<",
          "depends_on",
          "retry",
          "#",
          ",",
          "\r",
          "\u0085",
          "-9223372036854775808",
          "NaN");

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @Timeout(300)
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_mutated_file_is_read_to_an_end(long seed) throws IOException {
    new JobFolder(folder).write("child.yaml", CHILD);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (var mutant = 0; mutant < MUTANTS_OF_A_SEED; mutant++) {
      var isJson = random.nextBoolean();
      var bytes = mutate((isJson ? JSON : YAML).getBytes(UTF_8), random);
      var file = Files.write(folder.resolve(isJson ? "job.json" : "job.yaml"), bytes);

      var reading = JobFile.read(file);

      var lines = new String(bytes, UTF_8).split("\r\n|\r|\n", -1).length;
      assertThat(reading.faults().isEmpty()).isEqualTo(reading.definition() != null);
      assertThat(reading.faults()).hasSizeLessThanOrEqualTo(Faults.LISTED_MAX);
      assertThat(reading.faults())
          .allSatisfy(fault -> {
            assertThat(fault.line()).isBetween(1, lines);
            assertThat(fault.column()).isBetween(1, bytes.length + 1);
            assertThat(fault.message()).isNotBlank().hasSizeLessThan(1_000);
          });
    }
  }

  private static byte[] mutate(byte[] original, RandomGenerator random) {
    var bytes = original;
    for (var changes = random.nextInt(1, 6); changes > 0; changes--) {
      bytes = mutateOnce(bytes, random);
    }
    return bytes;
  }

  /** Replaces a piece by a splice, by another piece, by a random byte, or by nothing. */
  private static byte[] mutateOnce(byte[] bytes, RandomGenerator random) {
    var start = random.nextInt(bytes.length + 1);
    var end = start + random.nextInt(Math.min(8, bytes.length - start + 1));
    var from = random.nextInt(bytes.length + 1);
    var mutant = new ByteArrayOutputStream();
    mutant.write(bytes, 0, start);
    switch (random.nextInt(4)) {
      case 0 -> mutant.writeBytes(SPLICES.get(random.nextInt(SPLICES.size())).getBytes(UTF_8));
      case 1 -> mutant.write(bytes, from, random.nextInt(bytes.length - from + 1));
      case 2 -> mutant.write(random.nextInt(256));
      default -> {}
    }
    mutant.write(bytes, end, bytes.length - end);
    return mutant.toByteArray();
  }
}
