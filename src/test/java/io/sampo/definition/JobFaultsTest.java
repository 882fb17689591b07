package io.sampo.definition;

import static io.sampo.definition.JobFolder.FINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class JobFaultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvFileSource(resources = "job-faults.txt", delimiter = '|', quoteCharacter = '`')
  void a_field_of_the_job_is_refused_with_its_place(String line, String complaints) {
    assertThat(new JobFolder(folder).complaints(line + "\n" + FINE))
        .containsExactly(complaints.split(" # ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | 1:1: job: tasks is missing
          name: x | 1:1: job: tasks is missing
          tasks: | 1:1: job: tasks is missing
          tasks: [] | 1:8: tasks: an empty list (expected: at least one task)
          tasks: 5 | 1:8: tasks: 5 (expected: a list)
          tasks: [5] | 1:9: tasks[0]: 5 (expected: a mapping of fields)
          """)
  void a_job_without_tasks_is_refused(String yaml, String complaint) {
    assertThat(new JobFolder(folder).complaints(yaml)).containsExactly(complaint);
  }

  @Test
  void a_parameter_declared_twice_is_told_with_both_lines() {
    var yaml = "parameters:\n- {name: a, default: b}\n- {name: a, default: c}\n";

    assertThat(new JobFolder(folder).complaints(yaml + FINE))
        .containsExactly("3:10: parameters[1].name: a is declared twice (first in line 2)");
  }

  @Test
  void a_name_of_4097_characters_is_too_long() {
    assertThat(new JobFolder(folder).complaints("name: " + "x".repeat(4097) + "\n" + FINE))
        .containsExactly("1:7: name: 4097 characters (expected: at most 4096)");
  }

  @Test
  void json_names_what_only_json_knows() {
    var json =
        """
        {"timeout_seconds": NaN,
         "name": 5,
         "parameters": [{"name": "a", "default": null},
                        {"name": "b\\u0000", "default": "\\ud800"}],
         "tasks": [{"task_key": "fine", "shell_task": {"command": "echo"}}]}
        """;

    assertThat(new JobFolder(folder).complaintsOfJson(json))
        .containsExactly(
            "1:21: timeout_seconds: NaN (expected: a whole number from 0 to 31536000)",
            "3:42: parameters[0].default: null (expected: text)",
            "4:26: parameters[1].name: b\\u0000 holds a NUL character (expected: text without)",
            "4:48: parameters[1].default: \\uD800 holds half a character (expected: whole ones)");
  }
}
