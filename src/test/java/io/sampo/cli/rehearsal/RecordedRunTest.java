package io.sampo.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.model.Limits;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedRunTest {

  @Test
  void of_an_odd_number_of_attempts_the_middle_one_counts() throws IOException {
    assertThat(read(success(900), success(100), success(500))).isEqualTo(Map.of("a", 500L));
  }

  @Test
  void of_an_even_number_of_attempts_the_mean_of_the_middle_two_counts() throws IOException {
    assertThat(read(success(900), success(100), success(500), success(200)))
        .isEqualTo(Map.of("a", 350L));
  }

  @Test
  void attempts_count_only_if_they_succeeded_and_their_times_are_known() throws IOException {
    assertThat(
            read(
                attempt("FAILED", "0", "7"),
                success(100),
                attempt("RUNNING", "0", "null"),
                attempt("SUCCESS", "null", "9")))
        .isEqualTo(Map.of("a", 100L));
  }

  @Test
  void a_task_without_such_an_attempt_is_not_known() throws IOException {
    assertThat(read(attempt("LOST", "0", "7"))).isEmpty();
  }

  @Test
  void a_clock_that_jumped_makes_no_duration_out_of_range() throws IOException {
    assertThat(read(success(-5))).isEqualTo(Map.of("a", 0L));
    assertThat(read(success(Limits.WAIT_MILLIS_MAX + 1)))
        .isEqualTo(Map.of("a", Limits.WAIT_MILLIS_MAX));
  }

  private static Map<String, Long> read(String... attempts) throws IOException {
    var document =
        "{\"tasks\":[{\"task_key\":\"a\",\"attempts\":[%s]}]}"
            .formatted(String.join(",", attempts));
    return RecordedRun.millis(new ObjectMapper().readTree(document));
  }

  private static String success(long millis) {
    return attempt("SUCCESS", "1000", Long.toString(1000 + millis));
  }

  private static String attempt(String state, String start, String end) {
    return "{\"state\":\"%s\",\"start_time\":%s,\"end_time\":%s}".formatted(state, start, end);
  }
}
