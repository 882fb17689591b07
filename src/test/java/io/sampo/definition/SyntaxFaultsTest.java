package io.sampo.definition;

import static io.sampo.definition.JobFolder.FINE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxFaultsTest {

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() {
    job = new JobFolder(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: a: b        | 1:8: job: not YAML: mapping values are not allowed here
          name: !foo x      | 1:7: job: tag !foo (expected: a value without a tag)
          name: !!set {a}   | 1:7: job: tag tag:yaml.org,2002:set (expected: a value without a tag)
          name: *a          | 1:7: job: *a (expected: an anchor &a before it)
          name: &a [*a]     | 1:11: job: *a (expected: an anchor &a before it)
          %YAML 3.0\\n---\\na | 1:1: job: not YAML 1.2: Version{major=3, minor=0}
          a: 1\\n---\\nb: 2   | 2:1: job: a second document (expected: one job in a file)
          [a]: b            | 1:1: job: a list as a name (expected: text)
          - a               | 1:1: job: a list (expected: a mapping of fields)
          a                 | 1:1: job: a (expected: a mapping of fields)
          """)
  void yaml_that_is_no_job_is_refused_where_it_goes_wrong(String yaml, String complaint) {
    assertThat(job.complaints(yaml.replace("\\n", "\n"))).containsExactly(complaint);
  }

  @Test
  void a_tab_as_indentation_is_refused_where_it_stands() {
    assertThat(job.complaints("name: x\n\ttasks: []\n"))
        .singleElement()
        .asString()
        .startsWith("2:1: job: not YAML: found character '\\t(TAB)'");
  }

  @Test
  void a_quote_that_never_ends_is_refused_where_it_begins() {
    assertThat(job.complaints("tasks: []\nname: \"abc\nmore\n"))
        .containsExactly(
            "2:7: job: not YAML: found unexpected end of stream while scanning a quoted scalar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} {}    | 1:4: job: not JSON: a second value (expected: the end)
          [1,\\n 2] | 1:1: job: a list (expected: a mapping of fields)
          null     | 1:1: job: null (expected: a mapping of fields)
          """)
  void json_that_is_no_job_is_refused_where_it_goes_wrong(String json, String complaint) {
    assertThat(job.complaintsOfJson(json.replace("\\n", "\n"))).containsExactly(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"x",\\n}          | 2:1: job: not JSON: Unexpected character
          {"name":\\n "x            | 2:4: job: not JSON: Unexpected end-of-input
          {"name": 01}             | 1:11: job: not JSON: Invalid numeric value
          {"a":\\n  [1, 2}          | 2:8: job: not JSON: Unexpected close marker
          """)
  void broken_json_is_refused_where_it_breaks(String json, String beginning) {
    assertThat(job.complaintsOfJson(json.replace("\\n", "\n")))
        .singleElement()
        .asString()
        .startsWith(beginning);
  }

  @Test
  void json_that_ends_too_early_tells_what_is_open() {
    assertThat(job.complaintsOfJson("{\"name\": \"x\",\n \"tasks\": ["))
        .containsExactly(
            "2:12: job: not JSON: Unexpected end-of-input: expected close marker for Array"
                + " (start marker at line: 2, column: 11)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing here\n", "\uFEFF"})
  void an_empty_file_is_refused_as_such(String text) {
    var complaint = "1:1: job: the file is empty (expected: a job with tasks)";

    assertThat(job.complaints(text)).containsExactly(complaint);
    assertThat(job.complaintsOfJson(text.replace("# nothing here", ""))).containsExactly(complaint);
  }

  @Test
  void a_byte_that_is_not_utf_8_is_named_with_its_place() throws IOException {
    var file = folder.resolve("job.yaml");
    Files.write(file, "name: x\r\nüé: 1".getBytes(ISO_8859_1));

    assertThat(JobFile.read(file).complaints())
        .containsExactly(file + ":2:1: job: byte 0xFC is not UTF-8 (expected: UTF-8)");
  }

  @Test
  void a_file_in_utf_16_is_refused() throws IOException {
    var file = folder.resolve("job.yaml");
    Files.write(file, FINE.getBytes(UTF_16));

    assertThat(JobFile.read(file).complaints())
        .containsExactly(file + ":1:1: job: byte 0xFE is not UTF-8 (expected: UTF-8)");
  }

  @Test
  void columns_count_characters_whatever_their_size() {
    assertThat(job.complaints("\"ä😀\": {a: b\0}\n"))
        .containsExactly("1:12: job: character U+0000 (expected: text)");
    assertThat(job.complaints("name: {\"ä😀\": *b}\n"))
        .containsExactly("1:14: job: *b (expected: an anchor &b before it)");
  }

  @Test
  void a_byte_order_mark_moves_no_column() {
    assertThat(job.complaints("\uFEFFnam: x\n" + FINE))
        .containsExactly("1:1: nam: unknown field (did you mean 'name'?)");
    assertThat(job.complaintsOfJson("\uFEFF{\"nam\": 1, \"tasks\": 2}"))
        .contains("1:2: nam: unknown field (did you mean 'name'?)");
  }

  @Test
  void every_name_given_twice_is_told_with_both_places() {
    assertThat(
            job.complaints(
                """
                name: x
                tasks:
                - task_key: a
                  shell_task: {command: x, env: {A: 1, B: 2, A: 3}}
                  task_key: b
                name: y
                """))
        .containsExactly(
            "4:46: tasks[0].shell_task.env.A: given twice (first in line 4)",
            "5:3: tasks[0].task_key: given twice (first in line 3)",
            "6:1: name: given twice (first in line 1)");
    assertThat(job.complaintsOfJson("{\"name\":\"x\",\n\"tasks\":[],\"name\":\"y\"}"))
        .containsExactly(
            "2:9: tasks: an empty list (expected: at least one task)",
            "2:12: name: given twice (first in line 1)");
  }

  @Test
  void a_missing_file_is_told_with_its_absolute_path() {
    var file = folder.resolve("sub/../none.yaml");

    assertThat(JobFile.read(file).complaints())
        .containsExactly(file + ":1:1: job: no such file: " + folder.resolve("none.yaml"));
  }

  @Test
  void a_folder_is_no_job_file() {
    assertThat(JobFile.read(folder).complaints())
        .containsExactly(folder + ":1:1: job: is a folder (expected: a job file)");
  }
}
