package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampoTest {

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void makeFolder() {
    line = new CommandLineFixture(folder);
  }

  @ParameterizedTest(name = "{0} has help")
  @ValueSource(
      strings = {
        "",
        "run",
        "resume",
        "validate",
        "simulate",
        "import",
        "config",
        "config print",
        "runs",
        "runs list",
        "runs get",
        "runs logs",
        "runs cancel",
        "runs repair",
        "runs mark",
        "runs why",
        "runs events"
      })
  void every_verb_has_help(String verb) {
    var called = line.call(nodes, (verb + " --help").strip().split(" "));

    assertThat(called.exitCode()).isZero();
    assertThat(called.out()).startsWith(("Usage: sampo " + verb).strip()).contains("--data");
    assertThat(called.err()).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\" is bad usage")
  @ValueSource(
      strings = {"submitt x", "runs", "run", "run a b", "--nonsense", "runs get", "run -o xml j"})
  void what_is_no_command_is_bad_usage(String words) {
    var called = line.call(nodes, words.split(" "));

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.err().lines()).singleElement().asString().endsWith("--help'");
  }

  @Test
  void a_slip_of_the_pen_is_told_what_was_meant() {
    assertThat(line.call(nodes, "resum").err()).contains("did you mean 'resume'?");
  }

  @Test
  void bad_usage_is_json_if_json_was_asked_for() {
    assertThat(line.call(nodes, "submit", "-o", "json").err())
        .startsWith("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"");
  }

  @Test
  void the_version_is_told() {
    assertThat(line.call(nodes, "--version").out()).startsWith("sampo ");
  }

  @Test
  void validate_lists_every_fault_of_every_file_as_its_result() throws IOException {
    line.file("good.yaml", CommandLineFixture.TWO);
    line.file("bad.yaml", "name: x\ntasks:\n  - task_key: a\n    shel_task: {command: x}\n");

    var good = line.call(nodes, "validate", "good.yaml");
    var both = line.call(nodes, "validate", "good.yaml", "bad.yaml");
    var json = line.call(nodes, "validate", "bad.yaml", "-o", "json");

    assertThat(good.exitCode()).isZero();
    assertThat(good.out()).isEqualTo("good.yaml: ok, 2 tasks\n");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.out()).contains("bad.yaml:4:5: tasks[0].shel_task:").contains("shell_task");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(json.out())
        .startsWith("{\"faults\":[{\"file\":\"" + folder + "/bad.yaml\",\"line\":")
        .contains("\"suggestion\":\"shell_task\"");
  }

  @Test
  void config_print_shows_every_setting_and_its_origin() throws IOException {
    var file = line.file("my.conf", "sampo.task.grace = 5s\n");

    var text = line.call(nodes, "config", "print", "--config", "my.conf");
    var json = line.call(nodes, "config", "print", "-D", "sampo.worker.count=2", "-o", "json");

    assertThat(text.out().lines().map(row -> row.replaceAll(" +", " ")))
        .contains("sampo.task.grace 5s " + file + ":1");
    assertThat(json.out())
        .contains("{\"key\":\"sampo.worker.count\",\"value\":\"2\",\"origin\":\"command line\"}");
    assertThat(line.call(nodes, "config", "print", "-D", "sampo.tusk.grace=1s").err())
        .contains("command line: sampo.tusk.grace is no setting")
        .contains("did you mean 'sampo.task.grace'?");
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_named_without_any_class() throws IOException {
    line.file("job.yaml", CommandLineFixture.TWO);
    var file = line.file("a-file", "");

    var called = line.call(nodes, "run", "job.yaml", "--data", "a-file/data");

    assertThat(called.exitCode()).isEqualTo(1);
    assertThat(called.err()).startsWith(file + "/data").doesNotContain("Exception");
  }

  @Test
  void what_nobody_expected_is_one_line_and_a_trace_only_for_those_who_debug() throws IOException {
    line.file("job.yaml", CommandLineFixture.TWO);
    var broken =
        new FakeNodes(_ -> {
          throw new IllegalStateException("the disk is gone");
        });

    var plain = line.call(broken, "run", "job.yaml");
    line.environment.put("SAMPO_DEBUG", "1");
    var debugged = line.call(broken, "run", "job.yaml");

    assertThat(plain.exitCode()).isEqualTo(1);
    assertThat(plain.err().lines().skip(1)).containsExactly("the disk is gone");
    assertThat(debugged.err()).contains("\tat io.sampo.cli.");
  }
}
