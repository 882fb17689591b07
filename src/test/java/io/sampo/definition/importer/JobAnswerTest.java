package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.importer.Imported.Job;
import io.sampo.definition.importer.text.JobText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobAnswerTest {

  private static final String BODY =
      """
      {"tasks": [{"shell_task": {"command": "true"}, "depends_on": [{"task_key": "b"}],
                  "task_key": "a"},
                 {"task_key": "b", "max_retries": 1, "shell_task": {"command": ["echo", "no"]}}],
       "name": "nightly", "timeout_seconds": 60}
      """;

  private static final String BODY_AS_YAML =
      """
      name: nightly
      timeout_seconds: 60
      tasks:
        - task_key: a
          depends_on:
            - {task_key: b}
          shell_task: {command: "true"}
        - task_key: b
          shell_task:
            command: [echo, "no"]
          max_retries: 1
      """;

  static final String ANSWER =
      """
      {"job_id": 11, "creator_user_name": "a@b.c", "created_time": 17, "settings": {
       "name": "served", "novelty": 1, "format": "MULTI_TASK", "tasks": [
        {"task_key": "a", "run_if": "ALL_SUCCESS", "internal": {"x": [1]},
         "shell_task": {"command": "true", "odd": 2}}]}}
      """;

  @TempDir private Path path;
  private ImportFolder folder = new ImportFolder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new ImportFolder(path);
  }

  @Test
  void a_body_of_jobs_create_is_put_in_order() {
    folder.write("body.json", BODY);

    assertThat(folder.yaml("body.json", ImportFolder.PLAIN)).isEqualTo(BODY_AS_YAML);
    assertThat(folder.read("body.json", ImportFolder.PLAIN).remarks()).isEmpty();
  }

  @Test
  void what_it_is_does_not_depend_on_the_name_of_the_file() {
    folder.write("body.txt", BODY);

    assertThat(folder.yaml("body.txt", ImportFolder.PLAIN)).isEqualTo(BODY_AS_YAML);
  }

  @Test
  void an_answer_of_jobs_get_loses_what_only_the_server_knows_and_says_so() {
    folder.write("get.json", ANSWER);

    assertThat(folder.yaml("get.json", ImportFolder.PLAIN))
        .isEqualTo(
            """
            name: served
            format: MULTI_TASK
            tasks:
              - task_key: a
                run_if: ALL_SUCCESS
                shell_task: {command: "true"}
            """);
    assertThat(folder.read("get.json", ImportFolder.PLAIN).remarks())
        .containsExactly(
            "notice: dropped, known to the server only: job_id, creator_user_name, created_time",
            "notice: dropped, unknown to job files: internal, novelty, odd");
  }

  @Test
  void what_does_not_run_here_stays_and_is_told_by_name() {
    folder.write(
        "body.json",
        """
        {"name": "n", "tasks": [
          {"task_key": "a", "dashboard_task": {"dashboard_id": "d"}},
          {"task_key": "b", "notebook_task": {"notebook_path": "/Workspace/x"}}]}
        """);

    assertThat(folder.yaml("body.json", ImportFolder.PLAIN))
        .contains("dashboard_task: {dashboard_id: d}", "notebook_path: /Workspace/x");
    assertThat(folder.shown(folder.read("body.json", ImportFolder.PLAIN).remarks()))
        .hasSize(2)
        .anyMatch(line ->
            line.startsWith(
                "warning: body.json:2:21: tasks[0].dashboard_task: does not run yet (expected: "))
        .anyMatch(line ->
            line.startsWith(
                "warning: body.json:3:56: tasks[1].notebook_task.notebook_path: no such notebook"));
  }

  @Test
  void everything_wrong_is_told_at_once_with_its_place() {
    folder.write(
        "bad.json",
        """
        {"name": "n", "tasks": [
          {"task_key": "a", "max_retrys": 1, "shell_task": {"command": "x"},
           "depends_on": [{"task_key": "bb"}]},
          {"task_key": "b", "timeout_seconds": "soon", "shell_task": {"command": "x"}},
          {"task_key": "b", "shell_task": {"command": "x"}}]}
        """);

    assertThat(folder.complaints("bad.json", ImportFolder.PLAIN))
        .containsExactly(
            "bad.json:2:21: tasks[0].max_retrys: unknown field (did you mean 'max_retries'?)",
            "bad.json:3:32: tasks[0].depends_on[0].task_key: no task is called bb (expected: a"
                + " task_key of this job) (did you mean 'b'?)",
            "bad.json:4:40: tasks[1].timeout_seconds: \"soon\" (expected: a whole number from 0 to"
                + " 31536000)",
            "bad.json:5:16: tasks[2].task_key: b is the key of two tasks (first in line 4)");
  }

  @Test
  void one_page_of_several_is_refused() {
    folder.write(
        "get.json", "{\"job_id\": 1, \"has_more\": true, \"settings\": %s}".formatted(BODY));

    assertThat(folder.complaints("get.json", ImportFolder.PLAIN))
        .containsExactly(
            "get.json:1:27: has_more: true: this is one page of a job's tasks (expected: all of"
                + " them in one file)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"jobs\": [%s, %s], \"has_more\": false}", "[%s, %s]"})
  void of_a_list_one_job_is_chosen(String list) {
    var job = "{\"job_id\": %d, \"settings\": " + BODY + "}";
    folder.write("list.json", list.formatted(job.formatted(7), job.formatted(8)));

    assertThat(folder.yaml("list.json", ImportFolder.wishes("8", null, Map.of())))
        .isEqualTo(BODY_AS_YAML);
    assertThat(folder.complaints("list.json", ImportFolder.PLAIN))
        .singleElement()
        .asString()
        .endsWith("2 jobs: 7, 8 (expected: --job with one of them, or --into FOLDER for all)");
    assertThat(folder.complaints("list.json", ImportFolder.wishes("9", null, Map.of())))
        .singleElement()
        .asString()
        .contains("no job is called 9 (expected: 7 or 8)");
  }

  @Test
  void paths_follow_the_job_file_into_another_folder() {
    folder.write("in/a.java", "");
    folder.write(
        "in/job.yaml",
        """
        name: n
        parameters:
        - {name: data, default: data, kind: path}
        - {name: here, default: out, kind: path, relative_to: current_folder}
        - {name: text, default: a/b}
        tasks:
        - task_key: a
          notebook_task: {notebook_path: ./a}
        - task_key: b
          shell_task: {command: ls a, working_directory: /tmp}
        """);
    var into = path.resolve("out");

    var imported =
        folder.read("in/job.yaml", new Wishes(1, null, null, Map.of(), "ada", into, JobText.YAML));

    assertThat(imported.complaints()).isEmpty();
    assertThat(imported.remarks()).isEmpty();
    assertThat(imported.jobs()).extracting(Job::key).containsExactly("job");
    assertThat(JobText.YAML.write(imported.jobs().getFirst().tree()))
        .contains("default: ../in/data\n", "default: out\n", "default: a/b\n")
        .contains("notebook_path: ../in/a}", "command: ls a", "working_directory: /tmp");
  }

  @Test
  void what_is_nothing_of_the_kind_is_told_what_was_looked_for() {
    folder.write("other.json", "{\"a\": 1}");

    assertThat(folder.complaints("other.json", ImportFolder.PLAIN))
        .containsExactly(
            "other.json:1:1: job: nothing that can be imported (expected: tasks or settings of a"
                + " Databricks job, bundle or resources of an Asset Bundle, or"
                + " workflow.specification of WfFormat 1.5)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "a: *x", "[1, 2]", "text", "jobs: []", "tasks: 5"})
  void what_holds_no_job_is_a_complaint_and_no_crash(String text) {
    folder.write("bad.yaml", text);

    assertThat(folder.read("bad.yaml", ImportFolder.PLAIN).jobs()).isEmpty();
    assertThat(folder.complaints("bad.yaml", ImportFolder.PLAIN)).isNotEmpty();
  }
}
