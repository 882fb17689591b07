package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportVerbTest {

  private static final String WORKFLOW =
      """
      {"name": "w", "workflow": {
        "specification": {"tasks": [{"id": "a", "children": ["b"]}, {"id": "b"}]},
        "execution": {"tasks": [{"id": "a", "runtimeInSeconds": 20},
                                {"id": "b", "runtimeInSeconds": 30}]}}}
      """;

  private static final String BUNDLE =
      """
      bundle: {name: shop}
      variables: {greeting: {default: hello}}
      resources:
        jobs:
          one: {name: one, tasks: [{task_key: a, shell_task: {command: "echo ${var.greeting}"}}]}
          two:
            name: two
            tasks:
            - {task_key: run, run_job_task: {job_id: "${resources.jobs.one.id}"}}
      targets:
        dev: {mode: development}
        prod: {default: true}
      """;

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void makeFolder() {
    line = new CommandLineFixture(folder);
  }

  private Called call(String... arguments) {
    return line.call(nodes, arguments);
  }

  @Test
  void a_job_file_goes_to_stdout_and_is_one_that_validates() throws IOException {
    line.file("w.json", WORKFLOW);

    var imported = call("import", "w.json", "--time-scale", "0.01");
    line.file("job.yaml", imported.out());

    assertThat(imported.exitCode()).isZero();
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).startsWith("name: w\n").contains("command: [sleep, \"0.2\"]\n");
    assertThat(call("validate", "job.yaml").out()).isEqualTo("job.yaml: ok, 2 tasks\n");
  }

  @Test
  void json_is_written_if_it_is_asked_for() throws IOException {
    line.file("w.json", WORKFLOW);

    var imported = call("import", "w.json", "-o", "json");
    line.file("job.json", imported.out());

    assertThat(imported.out()).startsWith("{\n  \"name\" : \"w\",\n");
    assertThat(call("validate", "job.json").out()).isEqualTo("job.json: ok, 2 tasks\n");
  }

  @Test
  void jobs_of_several_files_go_into_a_folder() throws IOException {
    line.file("w.json", WORKFLOW);
    line.file("databricks.yml", BUNDLE);

    var imported =
        call("import", "w.json", "databricks.yml", "--into", "out/jobs", "--target", "dev");

    assertThat(imported.exitCode()).isZero();
    assertThat(imported.out()).isEmpty();
    assertThat(imported.err().lines())
        .contains("wrote " + folder + "/out/jobs/w.yaml", "wrote " + folder + "/out/jobs/one.yaml");
    assertThat(call("validate", "out/jobs/w.yaml", "out/jobs/one.yaml").exitCode()).isZero();
    assertThat(folder.resolve("out/jobs/two.yaml"))
        .content()
        .contains("run_job_task: {job_file: one.yaml}");
  }

  @Test
  void a_file_that_is_there_already_is_not_written_over() throws IOException {
    line.file("w.json", WORKFLOW);
    var there = line.file("w.yaml", "mine");

    var imported = call("import", "w.json", "--into", ".");

    assertThat(imported.exitCode()).isEqualTo(2);
    assertThat(imported.err()).contains("w.yaml: exists (expected: a new file)");
    assertThat(there).hasContent("mine");
  }

  @Test
  void options_for_bundles_reach_the_job() throws IOException {
    line.file("databricks.yml", BUNDLE);
    line.environment.put("USER", "ada");

    var imported =
        call(
            "import", "databricks.yml", "--job", "one", "--target", "dev", "--var", "greeting=a=b");

    assertThat(imported.out()).startsWith("name: '[dev ada] one'\n").contains("echo a=b");
  }

  @Test
  void faults_are_on_stderr_with_their_places_and_nothing_on_stdout() throws IOException {
    line.file("bad.json", "{\"tasks\": [{\"task_key\": \"a\", \"shel_task\": {}}]}");
    line.file("databricks.yml", BUNDLE);

    var text = call("import", "bad.json", "databricks.yml");
    var json = call("import", "bad.json", "-o", "json");

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.out()).isEmpty();
    assertThat(text.err())
        .contains(folder + "/bad.json:1:30: tasks[0].shel_task: unknown field (did you mean 'shell")
        .contains(folder + "/databricks.yml:1:1: job: 2 jobs: one, two (expected: --job");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(json.err()).startsWith("{\"error_code\":\"INVALID_PARAMETER_VALUE\"");
  }

  @Test
  void bad_usage_names_what_was_expected() throws IOException {
    line.file("w.json", WORKFLOW);

    assertThat(call("import", "w.json", "--time-scale", "-1").err())
        .isEqualTo("--time-scale: -1.0 (expected: 0 to 1000000)\n");
    assertThat(call("import", "w.json", "w.json").err())
        .isEqualTo("2 files are 2 jobs (expected: one, or --into FOLDER)\n");
    assertThat(call("import", "w.json", "--var", "x").err()).contains("(expected: NAME=VALUE)");
    assertThat(call("import").exitCode()).isEqualTo(2);
  }
}
