package io.sampo.execution.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskValuesTest {

  private final TaskValues values = new TaskValues();

  @Test
  void every_kind_of_value_becomes_its_JSON() {
    var nested = new LinkedHashMap<String, Object>();
    nested.put("rows", List.of(1, 2.5, 3L));
    nested.put("names", new String[] {"é", "\""});

    values.set("number", 42);
    values.set("nested", nested);
    values.set("nothing", null);

    assertThat(values.asMap())
        .isEqualTo(
            Map.of(
                "number", "42",
                "nested", "{\"rows\":[1,2.5,3],\"names\":[\"é\",\"\\\"\"]}",
                "nothing", "null"));
  }

  @ParameterizedTest(name = "{0} is read as it was written")
  @ValueSource(
      strings = {"null", "true", "12", "-1.5", "\"a\\n\"", "[1,[],{}]", "{\"a\":{\"b\":[null]}}"})
  void JSON_is_read_as_it_was_written(String json) {
    assertThat(Json.write(Json.read(json))).isEqualTo(json);
  }

  @Test
  void whole_numbers_are_longs_unless_they_are_too_large() {
    assertThat(Json.read("7")).isEqualTo(7L);
    assertThat(Json.read("123456789012345678901234567890"))
        .isEqualTo(new BigInteger("123456789012345678901234567890"));
  }

  @ParameterizedTest(name = "<{0}> is refused")
  @ValueSource(strings = {"", "{", "1 2", "nope"})
  void what_is_no_JSON_is_refused(String text) {
    assertThatThrownBy(() -> Json.read(text)).hasMessageStartingWith("no JSON");
  }

  @Test
  void what_is_no_JSON_value_is_refused_by_its_class() {
    assertThatThrownBy(() -> values.set("thread", Arrays.asList("", new Object())))
        .hasMessageContaining("java.lang.Object")
        .hasMessageContaining("expected: text, boolean, number");
    assertThatThrownBy(() -> values.set("nan", Double.NaN)).hasMessageContaining("a finite number");
  }

  @Test
  void all_values_together_end_at_48_KiB() {
    values.set("a", "x".repeat(48 * 1024 - 3));

    assertThatThrownBy(() -> values.set("b", 1))
        .hasMessageContaining("task value 'b': 2 bytes")
        .hasMessageContaining("at most 49,152 bytes");
    values.set("a", "small again");
    values.set("b", 1);
    assertThat(values.asMap()).containsOnlyKeys("a", "b");
  }

  @Test
  void an_unknown_value_upstream_names_the_known_ones() {
    var upstream = new UpstreamValues(() -> Map.of("bronze", Map.of("rows_out", "12")));

    assertThat(upstream.get("bronze", "rows_out")).isEqualTo(12L);
    assertThatThrownBy(() -> upstream.get("bronze", "rows"))
        .hasMessage("task value 'rows' of task 'bronze': never set (expected: one of [rows_out])");
    assertThatThrownBy(() -> upstream.get("silver", "rows"))
        .hasMessageContaining("'silver'")
        .hasMessageContaining("expected: one of [bronze]");
  }
}
