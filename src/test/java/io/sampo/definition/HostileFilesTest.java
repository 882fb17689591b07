package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.source.Faults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are large or made to do harm. The time-outs are far off: they catch what never ends.
 */
@Timeout(300)
class HostileFilesTest {

  private static final int MANY = 100_000;

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() {
    job = new JobFolder(folder);
  }

  @Test
  void a_hundred_thousand_tasks_in_a_chain_are_a_job() {
    var reading = job.read(chain(task -> task == 0 ? "" : "  depends_on: [{task_key: t%d}]\n"));

    assertThat(reading.complaints()).isEmpty();
    assertThat(Objects.requireNonNull(reading.definition()).tasks()).hasSize(MANY);
  }

  @Test
  void a_cycle_of_a_hundred_thousand_tasks_is_told_in_one_line() {
    var complaints = job.complaints(chain(_ -> "  depends_on: [{task_key: t%d}]\n"));

    assertThat(complaints)
        .singleElement()
        .asString()
        .startsWith("4:27: tasks[0].depends_on[0].task_key: cycle: t0 -> t99999 -> t99998 -> ")
        .contains(" -> … (100000 tasks) -> t0 (expected:")
        .hasSizeLessThan(400);
  }

  @Test
  void a_file_wrong_everywhere_lists_its_first_faults_and_counts_the_rest() {
    var yaml = chain(_ -> "  depends_on: [{task_key: x%d}]\n");

    var reading = job.read(yaml);

    assertThat(reading.faults()).hasSize(Faults.LISTED_MAX);
    assertThat(reading.faults().getFirst().line()).isEqualTo(4);
    assertThat(reading.moreFaults()).isEqualTo(MANY - Faults.LISTED_MAX);
    assertThat(reading.complaints()).last().isEqualTo("and 99900 more");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40_000})
  void a_hundred_thousand_references_to_tasks_far_above_are_checked(int distance) {
    var tasks =
        IntStream.range(0, MANY)
            .mapToObj(task -> {
              var other = Math.max(0, task - distance);
              var text = task == 0 ? "x" : "{{tasks.t%d.values.x}}".formatted(other);
              var before = task == 0 ? "" : "  depends_on: [{task_key: t%d}]\n".formatted(task - 1);
              return "- task_key: t%d\n%s  shell_task: {command: '%s'}\n"
                  .formatted(task, before, text);
            });

    assertThat(job.complaints(tasks.collect(Collectors.joining("", "tasks:\n", "")))).isEmpty();
  }

  private static String chain(IntFunction<String> dependency) {
    return IntStream.range(0, MANY)
        .mapToObj(task ->
            "- task_key: t%d\n  shell_task: {command: echo}\n".formatted(task)
                + dependency.apply(task).formatted((task + MANY - 1) % MANY))
        .collect(Collectors.joining("", "tasks:\n", ""));
  }

  @Test
  void a_file_of_100_mb_is_refused_unread() throws IOException {
    var file = folder.resolve("huge.yaml");
    try (var holes = new RandomAccessFile(file.toFile(), "rw")) {
      holes.setLength(100L * 1024 * 1024);
    }

    assertThat(JobFile.read(file).complaints())
        .containsExactly(file + ":1:1: job: 104857600 bytes (expected: at most 67108864)");
  }

  @Test
  void a_device_that_never_ends_is_refused() {
    assertThat(JobFile.read(Path.of("/dev/zero")).complaints())
        .containsExactly(
            "/dev/zero:1:1: job: more than 67108864 bytes (expected: at most 67108864)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: ", "- ? "})
  void yaml_nested_a_million_times_is_refused(String opening) {
    assertThat(job.complaints(opening.repeat(1_000_000)))
        .singleElement()
        .asString()
        .matches("1:\\d{3}: job: nested too deeply \\(expected: at most 100 levels\\)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void json_nested_a_million_times_is_refused(String opening) {
    assertThat(job.complaintsOfJson(opening.repeat(1_000_000)))
        .singleElement()
        .asString()
        .matches("1:\\d{3}: job: nested too deeply \\(expected: at most 100 levels\\)");
  }

  @Test
  void a_hundred_levels_are_not_too_many() {
    var value = "[".repeat(99) + "]".repeat(99);

    assertThat(job.complaints("tags: " + value + "\n" + JobFolder.FINE)).isEmpty();
    assertThat(job.complaints("tags: [" + value + "]\n" + JobFolder.FINE))
        .containsExactly("1:106: job: nested too deeply (expected: at most 100 levels)");
  }

  @Test
  void aliases_that_nest_too_deeply_are_refused() {
    var half = "[".repeat(60) + "]".repeat(60);

    assertThat(job.complaints("a: &a " + half + "\nb: " + "[".repeat(60) + "*a" + "]".repeat(60)))
        .containsExactly("2:64: job: nested too deeply (expected: at most 100 levels)");
  }

  @Test
  void aliases_that_double_at_every_step_are_refused() {
    var lines =
        IntStream.range(1, 25)
            .mapToObj(n -> "a%d: &a%d [*a%d, *a%d]\n".formatted(n, n, n - 1, n - 1));
    var yaml = lines.collect(Collectors.joining("", "a0: &a0 [x, x, x, x, x, x, x, x]\n", ""));

    assertThat(job.complaints(yaml))
        .containsExactly("19:18: job: too many values (expected: at most 5000000)");
  }

  @Test
  void more_than_fifty_aliases_are_refused() {
    assertThat(job.complaints("tags: [&a x" + ", *a".repeat(50) + "]\n" + JobFolder.FINE))
        .isEmpty();
    assertThat(job.complaints("tags: [&a x" + ", *a".repeat(51) + "]\n" + JobFolder.FINE))
        .containsExactly("1:214: job: *a (expected: at most 50 aliases)");
  }

  @Test
  void a_number_of_a_million_digits_is_out_of_range() {
    assertThat(job.complaints("timeout_seconds: 1" + "0".repeat(1_000_000) + "\n" + JobFolder.FINE))
        .containsExactly(
            "1:18: timeout_seconds: 1%s… (expected: a whole number from 0 to 31536000)"
                .formatted("0".repeat(59)));
  }

  @Test
  void a_name_of_64_kb_is_cut_in_messages() {
    assertThat(job.complaintsOfJson("{\"" + "x".repeat(65_536) + "\": 1, \"tasks\": []}"))
        .contains("1:2: %s…: unknown field".formatted("x".repeat(60)));
  }

  @Test
  void what_would_move_a_terminal_or_hide_text_is_shown_as_an_escape() {
    assertThat(job.complaints("\"\\e[2J\\u202E\\u200B\": 1\n" + JobFolder.FINE))
        .containsExactly("1:1: \\u001B[2J\\u202E\\u200B: unknown field");
  }
}
