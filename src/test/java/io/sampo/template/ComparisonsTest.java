package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.Work.Comparison;
import io.sampo.template.Comparisons.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "12.0, 12, false, 0",
    "12, 12, true, 0",
    "12, 9, false, 1",
    "-12, 9, false, -1",
    "+5, 5, false, 0",
    ".5, 0.50, false, 0",
    "5., 5, false, 0",
    "-0, 0, false, 0",
    "007, 7, false, 0",
    "1e3, 1000, false, 0",
    "1E+3, 1e0003, false, 0",
    "1e-3, 0.001, false, 0",
    "1e0, 1, false, 0",
    "1e1000, 9e999, false, 1",
    "1e-1000, 0, false, 1",
    "0.1, 0.10000000000000000001, false, -1",
    "9007199254740993, 9007199254740992, false, 1"
  })
  void numbers_compare_by_value_and_text_by_its_letters(
      String left, String right, boolean equal, int order) {
    assertThat(Comparisons.holds(Comparison.EQUAL_TO, left, right)).isEqualTo(equal);
    assertThat(Comparisons.holds(Comparison.NOT_EQUAL, left, right)).isEqualTo(!equal);
    assertThat(Comparisons.holds(Comparison.GREATER_THAN, left, right)).isEqualTo(order > 0);
    assertThat(Comparisons.holds(Comparison.GREATER_THAN_OR_EQUAL, left, right))
        .isEqualTo(order >= 0);
    assertThat(Comparisons.holds(Comparison.LESS_THAN, left, right)).isEqualTo(order < 0);
    assertThat(Comparisons.holds(Comparison.LESS_THAN_OR_EQUAL, left, right)).isEqualTo(order <= 0);
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        " 1",
        "1 ",
        "1\n",
        "NaN",
        "Infinity",
        "0x10",
        "1f",
        "1d",
        "1L",
        "1_000",
        "1,000",
        "1.2.3",
        "--1",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e1001",
        "1e-1001",
        "1e999999999",
        "1e99999999999999999999",
        "١٢",
        "true",
        "null",
        "{{job.id}}"
      })
  void what_is_no_number_is_refused_by_its_side(String text) {
    assertThatThrownBy(() -> Comparisons.holds(Comparison.LESS_THAN, text, "1"))
        .isInstanceOf(NotANumber.class)
        .hasMessageContaining("left: \"" + text + "\" (expected: a number such as 12");
    assertThatThrownBy(() -> Comparisons.holds(Comparison.GREATER_THAN_OR_EQUAL, "1", text))
        .isInstanceOf(NotANumber.class)
        .hasMessageContaining("right: \"" + text + "\"");
    assertThat(Comparisons.refusal(Comparison.LESS_THAN, Side.LEFT, text))
        .contains("left", "LESS_THAN");
    assertThat(Comparisons.refusal(Comparison.EQUAL_TO, Side.LEFT, text)).isNull();
    assertThat(Comparisons.holds(Comparison.EQUAL_TO, text, text)).isTrue();
  }

  @Test
  void a_number_has_at_most_1000_characters() {
    var longest = "1" + "0".repeat(999);

    assertThat(Comparisons.refusal(Comparison.GREATER_THAN, Side.RIGHT, longest)).isNull();
    assertThat(Comparisons.refusal(Comparison.GREATER_THAN, Side.RIGHT, longest + "0"))
        .startsWith("right: \"1000")
        .hasSizeLessThan(300);
    assertThat(Comparisons.holds(Comparison.NOT_EQUAL, longest, longest + "0")).isTrue();
  }
}
