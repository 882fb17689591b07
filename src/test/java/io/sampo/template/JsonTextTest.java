package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "Oslo"                        | Oslo
          "say \\"hi\\" \\u00e9 \\/"    | say "hi" é /
          ""                            | ~~
          12.50                         | 12.50
          ~ 1E+2 ~                      | 1E+2
          true                          | true
          null                          | null
          { "a" : [ 1 , " \\" x " ] }   | {"a":[1," \\" x "]}
          ~ [ ] ~                       | []
          """)
  void a_value_reads_as_text(String json, String plain) {
    assertThat(JsonText.plain(json)).isEqualTo(plain);
  }

  @Test
  void a_field_is_found_by_its_path_and_given_as_it_is_written() {
    var json = "{\"x\": {\"b\": 0}, \"a\": {\"b c\": [1, 2] , \"b\": {\"c\": -1.0}}, \"b\": 9}";

    assertThat(JsonText.field(json, List.of("b"))).isEqualTo("9");
    assertThat(JsonText.field(json, List.of("a", "b", "c"))).isEqualTo("-1.0");
    assertThat(JsonText.field(json, List.of("a", "b c"))).isEqualTo("[1, 2]");
    assertThat(JsonText.field(" [1, 2] ", List.of())).isEqualTo("[1, 2]");
  }

  @Test
  void what_is_not_there_is_null() {
    assertThat(JsonText.field("{\"a\": {\"b\": 1}}", List.of("b"))).isNull();
    assertThat(JsonText.field("{\"a\": {\"b\": 1}}", List.of("a", "b", "c"))).isNull();
    assertThat(JsonText.field("{\"a\": null}", List.of("a"))).isEqualTo("null");
    assertThat(JsonText.field("[{\"a\": 1}]", List.of("a"))).isNull();
    assertThat(JsonText.field("\"a\"", List.of("a"))).isNull();
    assertThat(JsonText.field("12 ", List.of("a"))).isNull();
  }

  @Test
  void the_last_of_equal_names_counts() {
    assertThat(JsonText.field("{\"a\": {\"b\": 1}, \"a\": \"é\"}", List.of("a")))
        .isEqualTo("\"é\"");
    assertThat(JsonText.field("{\"a\": {\"b\": 1}, \"a\": 2}", List.of("a", "b"))).isNull();
    assertThat(JsonText.field("{\"\\u0061\": 3}", List.of("a"))).isEqualTo("3");
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", "  ", "Oslo", "{\"a\": 1", "{\"a\": 1}}", "1 2", "\"a", "{a: 1}"})
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> JsonText.plain(text))
        .isInstanceOf(NotJson.class)
        .hasMessageEndingWith("(expected: one JSON value)");
    assertThatThrownBy(() -> JsonText.field(text, List.of("a"))).isInstanceOf(NotJson.class);
    assertThatThrownBy(() -> JsonText.field(text, List.of())).isInstanceOf(NotJson.class);
  }

  @Test
  void a_depth_bomb_is_refused() {
    var bomb = "{\"a\":".repeat(100_000);

    assertThatThrownBy(() -> JsonText.plain(bomb)).isInstanceOf(NotJson.class);
    assertThatThrownBy(() -> JsonText.field(bomb, List.of("a", "a"))).isInstanceOf(NotJson.class);
  }
}
