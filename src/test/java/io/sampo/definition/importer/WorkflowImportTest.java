package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.JobFile;
import io.sampo.definition.importer.text.JobText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowImportTest {

  static final String SMALL =
      """
      {"name": "small", "schemaVersion": "1.5", "workflow": {
        "specification": {"tasks": [
          {"id": "merge.x", "name": "merge", "parents": ["a", "b"], "children": []},
          {"id": "a", "name": "split", "parents": [], "children": ["merge.x"]},
          {"id": "b", "name": "split", "parents": [], "children": ["c"]},
          {"id": "c", "name": "last", "parents": []}]},
        "execution": {"tasks": [
          {"id": "a", "runtimeInSeconds": 1.5, "command": {"program": "./split \\\\\\n  now"}},
          {"id": "b", "runtimeInSeconds": 0.0},
          {"id": "merge.x", "runtimeInSeconds": 2}]}}}
      """;

  @TempDir private Path path;
  private ImportFolder folder = new ImportFolder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new ImportFolder(path);
  }

  @Test
  void each_task_sleeps_as_long_as_it_once_ran() {
    folder.write("small.json", SMALL);

    assertThat(folder.yaml("small.json", ImportFolder.PLAIN))
        .isEqualTo(
            """
            name: small
            description: WfFormat instance of 4 tasks; each sleeps for its run time x 1
            tasks:
              - task_key: merge_x
                description: merge (task merge.x)
                depends_on:
                  - {task_key: a}
                  - {task_key: b}
                shell_task:
                  command: [sleep, "2"]
                expected_duration_seconds: 2
              - task_key: a
                description: ./split
                shell_task:
                  command: [sleep, "1.5"]
                expected_duration_seconds: 1.5
              - task_key: b
                description: split
                shell_task:
                  command: [sleep, "0"]
              - task_key: c
                description: last
                depends_on:
                  - {task_key: b}
                shell_task:
                  command: [sleep, "0"]
            """);
    assertThat(folder.read("small.json", ImportFolder.PLAIN).remarks())
        .containsExactly(
            "notice: tasks without runtimeInSeconds, which sleep 0: 1",
            "notice: tasks with another key than their id, told by their description: 1");
  }

  @Test
  void the_job_is_one_that_can_run() {
    folder.write("small.json", SMALL);

    var job = folder.write("job.yaml", folder.yaml("small.json", ImportFolder.PLAIN));

    assertThat(JobFile.read(job).complaints()).isEmpty();
  }

  @ParameterizedTest(name = "{0} s x {1} is {2} s")
  @CsvSource({
    "1263.481, 0.001, 1.263",
    "1.0005, 1, 1.001",
    "0.0001, 1, 0.001",
    "100, 1, 100",
    "1e-300, 0.5, 0.001",
    "86400, 1000000, 86400000000",
    "5, 0, 0",
    "0, 7, 0"
  })
  void durations_are_plain_decimals_to_the_millisecond(
      String runtime, double scale, String seconds) {
    folder.write("scaled.json", one(runtime));
    var wishes = new Wishes(scale, null, null, Map.of(), "ada", null, JobText.YAML);

    assertThat(folder.yaml("scaled.json", wishes))
        .contains("command: [sleep, \"" + seconds + "\"]\n");
  }

  @ParameterizedTest(name = "{0} is no run time")
  @CsvSource({"-1", "\"x\"", "1e9", "true", "[]"})
  void a_run_time_that_is_none_is_a_fault(String runtime) {
    folder.write("bad.json", one(runtime));

    assertThat(folder.complaints("bad.json", ImportFolder.PLAIN))
        .singleElement()
        .asString()
        .startsWith("bad.json:3:57: workflow.execution.tasks[0].runtimeInSeconds: ")
        .contains("(expected: a number from 0");
  }

  private static String one(String runtime) {
    return """
    {"workflow": {
    "specification": {"tasks": [{"id": "a"}]},
    "execution": {"tasks": [{"id": "a", "runtimeInSeconds": %s}]}}}
    """
        .formatted(runtime);
  }

  @Test
  void keys_are_made_unique_and_an_id_that_can_be_one_stays() {
    folder.write("keys.json", tasks("{'id':'a.b'},{'id':'a:b'},{'id':'a_b'},{'id':'%s'}", "é"));

    assertThat(folder.yaml("keys.json", ImportFolder.PLAIN).lines())
        .filteredOn(line -> line.contains("task_key"))
        .containsExactly(
            "  - task_key: a_b_2",
            "  - task_key: a_b_3",
            "  - task_key: a_b",
            "  - task_key: " + "_".repeat(100));
  }

  @Test
  void edges_that_cannot_be_are_told_all_at_once_with_what_was_meant() {
    folder.write(
        "edges.json",
        tasks(
            "{'id':'split','parents':['splat','split']},\n{'id':'b','children':['x']},{'id':'b'}",
            ""));

    assertThat(folder.complaints("edges.json", ImportFolder.PLAIN))
        .containsExactly(
            "edges.json:1:68: workflow.specification.tasks[0].parents[0]: no task has the id splat"
                + " (expected: that of a task in this file) (did you mean 'split'?)",
            "edges.json:1:76: workflow.specification.tasks[0].parents[1]: split waits for itself"
                + " (expected: another task)",
            "edges.json:2:23: workflow.specification.tasks[1].children[0]: no task has the id x"
                + " (expected: that of a task in this file) (did you mean 'b'?)",
            "edges.json:2:35: workflow.specification.tasks[2].id: b is the id of two tasks (first"
                + " in line 2)");
  }

  @Test
  void a_cycle_names_its_tasks() {
    folder.write(
        "cycle.json",
        tasks(
            "{'id':'a','parents':['c']},{'id':'b','parents':['a'],'children':['c']},{'id':'c'}",
            ""));

    assertThat(folder.complaints("cycle.json", ImportFolder.PLAIN))
        .singleElement()
        .asString()
        .contains("cycle: ", "a -> c", "c -> b")
        .endsWith("(expected: no task waits for itself)");
  }

  @Test
  void an_older_version_is_told_by_its_number() {
    folder.write("old.json", "{\"schemaVersion\": \"1.3\", \"workflow\": {\"tasks\": []}}");

    assertThat(folder.complaints("old.json", ImportFolder.PLAIN))
        .containsExactly(
            "old.json:1:38: workflow: specification is missing; schemaVersion is \"1.3\""
                + " (expected: WfFormat 1.5)");
  }

  private static String tasks(String tasks, String longName) {
    return "{\"workflow\": {\"specification\": {\"tasks\": [%s]}}}"
        .formatted(tasks.formatted(longName.repeat(150)).replace('\'', '"'));
  }
}
