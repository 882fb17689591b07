package io.sampo.definition.importer.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import io.sampo.definition.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobTextTest {

  /** Texts that some reader or writer of YAML has got wrong. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "~",
          "null",
          "no",
          "Yes",
          "y",
          "010",
          "1e3",
          "1_000",
          "0x1F",
          "12:30:45",
          "2026-01-01",
          ".inf",
          "-",
          "- a",
          "a: b",
          "a #b",
          "#a",
          "&a",
          "*a",
          "!a",
          "|",
          ">",
          "%a",
          "@a",
          "`a",
          "{a",
          "[a",
          "{{a}}",
          "${a.b}",
          "'",
          "\"",
          "a'b\"c",
          "\\",
          "a\\nb",
          "a\nb",
          "a\nb\n",
          "a\n\nb\n\n",
          "\na",
          " a\nb",
          "a \nb",
          "a\tb",
          "\ta\n",
          "a\r\nb",
          "é",
          "\u2028",
          "\uFEFFx",
          "😀",
          "a" + " b".repeat(300),
          "?",
          "? a",
          ":",
          "a:",
          "<<",
          "=",
          "---",
          "...");

  @TempDir private Path folder;

  @ParameterizedTest(name = "in {0}")
  @EnumSource(JobText.class)
  void every_text_is_read_back_as_it_was(JobText format) throws Exception {
    var items = NASTY.stream().map(JobTextTest::quoted).toList();
    var entries =
        NASTY.stream().map(text -> new Mapping.Entry(quoted("k" + text), quoted(text))).toList();
    var names =
        NASTY.stream().map(text -> new Mapping.Entry(quoted(text), quoted("value"))).toList();
    var tree =
        mapping(
            new Mapping.Entry(quoted("list"), new Sequence(List.copyOf(items), 1, 1)),
            new Mapping.Entry(quoted("values"), new Mapping(entries, 1, 1)),
            new Mapping.Entry(quoted("names"), new Mapping(names, 1, 1)));

    assertThat(shape(readBack(format, tree))).isEqualTo(shape(tree));
  }

  @ParameterizedTest(name = "{0} is {1} in YAML and {2} in JSON")
  @CsvSource(
      quoteCharacter = '^',
      value = {"010,010,\"010\"", "no,no,\"no\"", "1.10,1.10,1.10", "true,true,true", "~,~,null"})
  void what_had_no_quotes_stays_as_it_was_written(String plain, String yaml, String json) {
    var tree = mapping(new Mapping.Entry(quoted("a"), new Scalar(plain, Form.PLAIN, 1, 1)));

    assertThat(JobText.YAML.write(tree)).isEqualTo("{a: " + yaml + "}\n");
    assertThat(JobText.JSON.write(tree)).isEqualTo("{\n  \"a\" : " + json + "\n}\n");
  }

  @Test
  void texts_of_several_lines_are_blocks_and_sure_texts_need_no_quotes() {
    var tree =
        mapping(
            new Mapping.Entry(quoted("script"), quoted("set -e\necho hi\n")),
            new Mapping.Entry(quoted("path"), quoted("/data/x.csv")),
            new Mapping.Entry(quoted("time"), quoted("12:30")));

    assertThat(JobText.YAML.write(tree))
        .isEqualTo(
            """
            script: |
              set -e
              echo hi
            path: /data/x.csv
            time: "12:30"
            """);
  }

  private Node readBack(JobText format, Node tree) throws Exception {
    var file = Files.writeString(folder.resolve("x" + format.extension()), format.write(tree));
    var faults = new Faults("x");
    var read = SourceTree.read(file, faults);
    assertThat(faults.listed()).isEmpty();
    return Objects.requireNonNull(read);
  }

  /** A tree as text, without places and forms, but with what is null. */
  private static String shape(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNull() ? "nothing" : "<" + scalar.text() + ">";
      case Sequence sequence -> sequence.items().stream().map(JobTextTest::shape).toList() + "";
      case Mapping mapping ->
          mapping.entries().stream()
                  .map(entry -> "<" + entry.name() + ">=" + shape(entry.value()))
                  .toList()
              + "";
    };
  }

  private static Scalar quoted(String text) {
    return new Scalar(text, Form.QUOTED, 1, 1);
  }

  private static Mapping mapping(Mapping.Entry... entries) {
    return new Mapping(List.of(entries), 1, 1);
  }
}
