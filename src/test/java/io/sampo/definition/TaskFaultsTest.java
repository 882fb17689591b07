package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFaultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvFileSource(resources = "task-faults.txt", delimiter = '|', quoteCharacter = '`')
  void a_field_of_a_task_is_refused_with_its_place(String line, String complaint) {
    var yaml = "tasks:\n- task_key: one\n  shell_task: {command: echo}\n  " + line + "\n";

    assertThat(new JobFolder(folder).complaints(yaml)).containsExactly(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a b | a b
          "" | ""
          ../x | ../x
          é | é
          "a\\nb" | "a\\u000Ab"
          """)
  void a_bad_key_is_refused_as_it_is_written(String key, String shown) {
    var yaml = "tasks:\n- {shell_task: {command: echo}, task_key: " + key + "}\n";

    assertThat(new JobFolder(folder).complaints(yaml))
        .containsExactly(
            "2:43: tasks[0].task_key: %s (expected: 1 to 100 letters, digits, '_' or '-')"
                .formatted(shown));
  }

  @Test
  void a_missing_key_is_told_at_the_task() {
    assertThat(new JobFolder(folder).complaints("tasks:\n- shell_task: {command: echo}\n"))
        .containsExactly("2:3: tasks[0]: task_key is missing");
  }

  @Test
  void a_key_used_twice_is_told_with_both_lines() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    tasks:
                    - {task_key: a, shell_task: {command: echo}}
                    - {task_key: b, shell_task: {command: echo}}
                    - {task_key: a, shell_task: {command: echo}}
                    """))
        .containsExactly("4:14: tasks[2].task_key: a is the key of two tasks (first in line 2)");
  }

  @Test
  void a_dependency_listed_twice_is_told() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    tasks:
                    - {task_key: a, shell_task: {command: echo}}
                    - task_key: b
                      depends_on: [{task_key: a}, {task_key: a}]
                      shell_task: {command: echo}
                    """))
        .containsExactly(
            "4:42: tasks[1].depends_on[1].task_key: a is listed twice (expected: once)");
  }

  @Test
  void every_cycle_is_told_once_from_its_first_task_on() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    tasks:
                    - {task_key: x, depends_on: [{task_key: a}], shell_task: {command: echo}}
                    - {task_key: a, depends_on: [{task_key: c}], shell_task: {command: echo}}
                    - {task_key: b, depends_on: [{task_key: a}], shell_task: {command: echo}}
                    - {task_key: c, depends_on: [{task_key: b}], shell_task: {command: echo}}
                    - {task_key: d, depends_on: [{task_key: e}], shell_task: {command: echo}}
                    - {task_key: e, depends_on: [{task_key: d}], shell_task: {command: echo}}
                    """))
        .containsExactly(
            "3:41: tasks[1].depends_on[0].task_key: cycle: a -> c -> b -> a"
                + " (expected: no task waits for itself)",
            "6:41: tasks[4].depends_on[0].task_key: cycle: d -> e -> d"
                + " (expected: no task waits for itself)");
  }

  @Test
  void all_faults_come_at_once_in_the_order_of_the_file() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    tasks:
                    - task_key: b
                      depends_on: [{task_key: nobody}]
                      max_retries: x
                      shell_tsk: {command: echo}
                    nme: x
                    """))
        .containsExactly(
            "2:3: tasks[0]: does nothing"
                + " (expected: condition_task or for_each_task or java_task or notebook_task"
                + " or run_job_task or shell_task or sql_task)",
            "3:27: tasks[0].depends_on[0].task_key: no task is called nobody"
                + " (expected: a task_key of this job)",
            "4:16: tasks[0].max_retries: x (expected: a whole number from -1 to 2147483647)",
            "5:3: tasks[0].shell_tsk: unknown field (did you mean 'shell_task'?)",
            "6:1: nme: unknown field (did you mean 'name'?)");
  }

  @Test
  void a_job_with_faults_has_no_definition() {
    var reading = new JobFolder(folder).read("zzz: 1\n" + JobFolder.FINE);

    assertThat(reading.faults()).hasSize(1);
    assertThat(reading.definition()).isNull();
  }
}
