package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeArgTest {

  private static final long TUESDAY = Instant.parse("2026-11-24T08:49:10.987Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "ISO_DATE, 2026-11-24",
    "ISO_DATETIME, 2026-11-24T08:49:10Z",
    "ISO_WEEKDAY, 2",
    "IS_WEEKDAY, true",
    "YEAR, 2026",
    "MONTH, 11",
    "DAY, 24",
    "HOUR, 8",
    "MINUTE, 49",
    "SECOND, 10",
    "TIMESTAMP_MS, 1795510150987"
  })
  void each_part_reads_as_documented(TimeArg part, String text) {
    assertThat(part.at(TUESDAY)).isEqualTo(text);
  }

  @Test
  void a_week_starts_on_monday_and_its_last_two_days_are_no_weekdays() {
    var days = new StringBuilder();
    for (var day = 22; day <= 29; day++) {
      var millis = Instant.parse("2026-11-%dT00:00:00Z".formatted(day)).toEpochMilli();
      days.append(TimeArg.ISO_WEEKDAY.at(millis)).append(TimeArg.IS_WEEKDAY.at(millis)).append(' ');
    }

    assertThat(days.toString().strip())
        .isEqualTo("7false 1true 2true 3true 4true 5true 6false 7false");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
  void any_time_has_all_parts(long wallMillis) {
    assertThat(Arrays.stream(TimeArg.values()).map(part -> part.at(wallMillis)))
        .noneMatch(String::isEmpty);
  }

  @Test
  void times_before_1970_are_cut_to_the_second_below() {
    assertThat(TimeArg.ISO_DATETIME.at(-1)).isEqualTo("1969-12-31T23:59:59Z");
  }
}
