package io.sampo.definition.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          task_ky,       task_key
          taskkey,       task_key
          task_kye,      task_key
          TASK_KEY,      task_key
          tusk_kay,      task_key
          tosk_kay_,     task_key
          tosk_kay_x,    none
          dependson,     depends_on
          nme,           name
          zzz,           none
          '',            none
          xyz_abc,       none
          """)
  void a_word_is_close_with_one_error_in_three_characters(String word, String meant) {
    assertThat(Similar.to(word, List.of("name", "task_key", "depends_on"))).isEqualTo(meant);
  }

  @Test
  void the_closest_word_wins_and_the_first_among_equals() {
    assertThat(Similar.to("task_1", List.of("tusk_11", "task_11", "task_12"))).isEqualTo("task_11");
  }

  @Test
  void words_beyond_100_characters_are_not_compared() {
    var word = "x".repeat(100);

    assertThat(Similar.to(word, List.of(word + "y"))).isEqualTo(word + "y");
    assertThat(Similar.to(word + "y", List.of(word))).isNull();
  }
}
