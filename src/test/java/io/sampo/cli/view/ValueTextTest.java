package io.sampo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void a_short_value_stands_beside_its_name() throws JsonProcessingException {
    assertThat(lines("12")).containsExactly("v  12");
    assertThat(lines("\"out/gold.parquet\"")).containsExactly("v  out/gold.parquet");
    assertThat(lines("null")).containsExactly("v  null");
    assertThat(lines("[]")).containsExactly("v  []");
  }

  @Test
  void a_list_of_objects_is_a_table_though_some_lack_a_field() throws JsonProcessingException {
    assertThat(lines("[{\"day\":\"2011-12-09\",\"revenue\":7.5},{\"day\":\"2011\"}]"))
        .containsExactly("v", "  day         revenue", "  2011-12-09      7.5", "  2011");
  }

  @Test
  void objects_and_lists_are_set_below_their_name() throws JsonProcessingException {
    assertThat(lines("{\"paths\":[\"a\",\"b\"],\"n\":1}"))
        .containsExactly("v", "  paths", "    a", "    b", "  n  1");
  }

  @Test
  void a_long_table_ends_with_the_number_of_rows_left_out() throws JsonProcessingException {
    var rows =
        IntStream.range(0, 30).mapToObj("{\"n\":%d}"::formatted).collect(Collectors.joining(","));

    assertThat(lines("[" + rows + "]")).hasSize(23).last().isEqualTo("  … 10 more");
  }

  @Test
  void nothing_in_a_value_steers_the_terminal() throws JsonProcessingException {
    assertThat(lines("\"a\\u001b[2Jb\"")).containsExactly("v  a\uFFFD[2Jb");
    assertThat(lines("\"a\\nb\"")).containsExactly("v", "  a", "  b");
  }

  private static List<String> lines(String json) throws JsonProcessingException {
    return ValueText.lines("v", new ObjectMapper().readTree(json));
  }
}
