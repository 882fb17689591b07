package io.sampo.template;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The part of a point in time that a reference asks for (Databricks Jobs API, dynamic value
 * references); always in UTC.
 *
 * <p>Parts that are numbers come without leading zeros: EQUAL_TO compares text, and March should
 * equal 3; besides, 08 is no number in Python and a wrong octal one in a shell. Who builds a
 * sortable path has {@code iso_date}. That Databricks does so too is believed, not verified.
 */
public enum TimeArg implements Written {
  /** {@code 2026-11-24}. */
  ISO_DATE,
  /** {@code 2026-11-24T08:49:10Z}: whole seconds. */
  ISO_DATETIME,
  /** 1 (Monday) to 7 (Sunday). */
  ISO_WEEKDAY,
  /** {@code true} from Monday to Friday, else {@code false}. */
  IS_WEEKDAY,
  YEAR,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  /** Milliseconds since 1970. */
  TIMESTAMP_MS;

  private static final int FRIDAY = 5;

  /** This part of the time {@code wallMillis} milliseconds after the start of 1970. */
  public String at(long wallMillis) {
    var instant = Instant.ofEpochMilli(wallMillis);
    var time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return switch (this) {
      case ISO_DATE -> time.toLocalDate().toString();
      case ISO_DATETIME -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
      case ISO_WEEKDAY -> String.valueOf(weekday(time));
      case IS_WEEKDAY -> String.valueOf(weekday(time) <= FRIDAY);
      case YEAR -> String.valueOf(time.getYear());
      case MONTH -> String.valueOf(time.getMonthValue());
      case DAY -> String.valueOf(time.getDayOfMonth());
      case HOUR -> String.valueOf(time.getHour());
      case MINUTE -> String.valueOf(time.getMinute());
      case SECOND -> String.valueOf(time.getSecond());
      case TIMESTAMP_MS -> String.valueOf(wallMillis);
    };
  }

  private static int weekday(LocalDateTime time) {
    return time.getDayOfWeek().getValue();
  }
}
