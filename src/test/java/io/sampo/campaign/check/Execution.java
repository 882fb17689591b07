package io.sampo.campaign.check;

import org.jspecify.annotations.Nullable;

/**
 * A process of a task as it told of itself.
 *
 * @param process its id
 * @param start what it told first
 * @param end what it told last; null if it was killed before
 * @param exitCode that it meant to exit with, told with its end
 */
public record Execution(
    long run,
    String task,
    int attempt,
    long fence,
    long process,
    Moment start,
    @Nullable Moment end,
    @Nullable Integer exitCode) {

  /**
   * A line among those of all tasks, which are in the order of their writing.
   *
   * @param line counts from 0
   * @param millis since the epoch, taken just before the line was written
   */
  public record Moment(int line, long millis) {}

  /** Whether it is of the same task of the same run. */
  public boolean isBeside(Execution other) {
    return run == other.run && task.equals(other.task);
  }

  /** Whether it had told its end before {@code other} told its start. */
  public boolean endedBefore(Execution other) {
    return end != null && end.line() < other.start.line();
  }
}
