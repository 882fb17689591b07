package io.sampo.model;

/**
 * The number of a run, unique for ever. Below 2^53, so that a JSON reader that knows only doubles
 * keeps every digit.
 *
 * @param value in {@code [1, 2^53)}
 */
public record RunId(long value) implements Comparable<RunId> {

  /** The largest integer below which a double keeps every integer apart. */
  public static final long MAX = (1L << 53) - 1;

  public RunId {
    Check.range("run_id", value, 1, MAX);
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
