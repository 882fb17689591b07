package io.sampo.model;

import java.util.regex.Pattern;

/**
 * The name of a task within its job.
 *
 * @param value 1 to 100 letters, digits, {@code _} or {@code -}, as in the Databricks Jobs API
 */
public record TaskKey(String value) implements Comparable<TaskKey> {

  /** What a key may look like. */
  public static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /** The pattern in words. */
  public static final String EXPECTED = "1 to 100 letters, digits, '_' or '-'";

  public TaskKey {
    Check.that(PATTERN.matcher(value).matches(), "task_key", value, EXPECTED);
  }

  @Override
  public int compareTo(TaskKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
