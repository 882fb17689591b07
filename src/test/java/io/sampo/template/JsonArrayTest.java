package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonArrayTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Test
  void elements_are_given_as_they_are_written() {
    var array =
        JsonArray.parse(
            """
             [ 1,-2.50e3 , "a,\\"]\\u00e9 é 😀", {"k" : [1, {}]}
               ,[ ],true,  null ] \
            """);

    assertThat(array.size()).isEqualTo(7);
    assertThat(array.element(0)).isEqualTo("1");
    assertThat(array.element(1)).isEqualTo("-2.50e3");
    assertThat(array.element(2)).isEqualTo("\"a,\\\"]\\u00e9 é 😀\"");
    assertThat(array.element(3)).isEqualTo("{\"k\" : [1, {}]}");
    assertThat(array.element(4)).isEqualTo("[ ]");
    assertThat(array.element(5)).isEqualTo("true");
    assertThat(array.element(6)).isEqualTo("null");
    assertThatThrownBy(() -> array.element(7)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void an_empty_array_has_no_elements() {
    assertThat(JsonArray.parse(" [ ] ").size()).isZero();
  }

  @Test
  void a_hundred_thousand_elements_of_many_megabytes_are_found() {
    var text = new StringBuilder("[");
    for (var i = 0; i < 100_000; i++) {
      text.append(i == 0 ? "" : ", ").append("{\"i\":").append(i).append(",\"s\":\"");
      text.append("ü😀\\n".repeat(i % 30)).append("\"}");
    }

    var array = JsonArray.parse(text.append(']').toString());

    assertThat(array.size()).isEqualTo(100_000);
    for (var i = 0; i < 100_000; i += 997) {
      assertThat(JsonText.field(array.element(i), List.of("i"))).isEqualTo(String.valueOf(i));
    }
    assertThat(array.element(99_999)).startsWith("{\"i\":99999,").endsWith("\"}");
  }

  @ParameterizedTest(name = "''{0}''")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a": 1}   | a JSON object: {"a": 1} (expected
          "text"     | a JSON string
          12         | a number: 12
          -1.5       | a number
          null       | a word: null
          true       | a word: true
          ~~         | empty text
          ~ ~        | empty text
          [1] [2]    | line 1, column 5: a second value
          [1,]       | line 1, column 4: not JSON
          [1         | line 1, column 3: not JSON
          [1 2]      | line 1, column 4: not JSON
          [01]       | line 1, column 3: not JSON
          [NaN]      | line 1, column 5: not JSON: Non-standard token 'NaN' (expected
          ['a']      | line 1, column 2: not JSON
          ["a]       | line 1, column 5: not JSON
          [{"a":}]   | line 1, column 7: not JSON
          hello      | line 1, column 1: not JSON
          """)
  void anything_else_is_refused_by_what_it_is(String text, String found) {
    assertThatThrownBy(() -> JsonArray.parse(text))
        .isInstanceOf(NotJson.class)
        .hasMessageStartingWith(found)
        .hasMessageEndingWith("(expected: a JSON array such as [1, \"two\", {\"three\": 3}])");
  }

  @Test
  void a_depth_bomb_and_an_endless_number_are_refused() {
    assertThatThrownBy(() -> JsonArray.parse("[".repeat(1_000_000)))
        .isInstanceOf(NotJson.class)
        .hasMessageContaining("1000");
    assertThatThrownBy(() -> JsonArray.parse("[" + "1".repeat(1_000_000) + "]"))
        .isInstanceOf(NotJson.class)
        .hasMessageContaining("1000");
  }

  @Test
  void a_long_value_of_another_kind_is_shown_in_part() {
    assertThatThrownBy(() -> JsonArray.parse("\"" + "x".repeat(1_000_000) + "\""))
        .isInstanceOf(NotJson.class)
        .hasMessageStartingWith("a JSON string: \"xxx")
        .message()
        .hasSizeLessThan(200);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void elements_mean_what_another_reader_finds(long seed) throws JsonProcessingException {
    var random = new Random(seed);
    var text = new StringBuilder();
    array(random, 4, text);

    var tree = JACKSON.readTree(text.toString());
    var array = JsonArray.parse(text.toString());

    assertThat(array.size()).isEqualTo(tree.size());
    for (var i = 0; i < array.size(); i++) {
      var element = array.element(i);
      assertThat(element).isEqualTo(element.strip());
      assertThat(JACKSON.readTree(element)).isEqualTo(tree.get(i));
      var plain = JsonText.plain(element);
      if (tree.get(i).isTextual()) {
        assertThat(plain).isEqualTo(tree.get(i).textValue());
      } else {
        assertThat(JACKSON.readTree(plain)).isEqualTo(tree.get(i));
      }
    }
  }

  private static void array(Random random, int depth, StringBuilder text) {
    text.append(space(random)).append('[').append(space(random));
    var size = random.nextInt(6);
    for (var i = 0; i < size; i++) {
      value(random, depth - 1, text.append(i == 0 ? "" : ",").append(space(random)));
      text.append(space(random));
    }
    text.append(']').append(space(random));
  }

  private static void value(Random random, int depth, StringBuilder text) {
    switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> text.append(random.nextInt()).append(random.nextBoolean() ? ".50" : "");
      case 1 -> string(random, text);
      case 2 -> text.append(random.nextBoolean());
      case 3 -> text.append("null");
      case 4 -> array(random, depth, text);
      default -> {
        string(random, text.append('{').append(space(random)));
        value(random, depth - 1, text.append(space(random)).append(':').append(space(random)));
        text.append(space(random)).append('}');
      }
    }
  }

  private static void string(Random random, StringBuilder text) {
    var pieces =
        new String[] {"a", "é", "😀", "\\\"", "\\\\", "\\u00e9", "\\n", ",", "]", " ", "{"};
    text.append('"');
    for (var i = random.nextInt(8); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    text.append('"');
  }

  private static String space(Random random) {
    return " \n\t\r".substring(random.nextInt(5)).repeat(random.nextInt(2));
  }
}
