package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import io.sampo.model.Submission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one task, given to a worker.
 *
 * @param task number of the task in its run
 * @param attempt counts from 0 without gaps
 * @param fence grows with every assignment in the run, whatever the task
 * @param timeoutMillis how long it may run once begun; 0 for no limit
 * @param retriesLeft failures after this attempt's that are still forgiven; -1 for any number
 * @param loop where it stands in a loop; null if it is no iteration
 * @param files content of every file that the task's work names
 * @param references what the references in the task's work stand for, by their text without braces
 */
public record Assignment(
    int task,
    int attempt,
    long fence,
    long timeoutMillis,
    int retriesLeft,
    @Nullable Iteration loop,
    Map<String, ContentHash> files,
    Map<String, String> references) {

  /**
   * Which iteration of which loop.
   *
   * @param loop number of the task that is the loop
   * @param index of the input; counts from 0
   */
  public record Iteration(int loop, int index) {}

  public Assignment {
    Check.range("task", task, 0, Integer.MAX_VALUE);
    Check.range("attempt", attempt, 0, Integer.MAX_VALUE);
    Check.range("fence", fence, 1, Long.MAX_VALUE);
    files = Map.copyOf(files);
    references = Map.copyOf(references);
  }

  /** An attempt of a task that is in no loop, is made of no files and refers to nothing. */
  public static Assignment of(int task, int attempt, long fence, long timeoutMillis, int retries) {
    return new Assignment(task, attempt, fence, timeoutMillis, retries, null, Map.of(), Map.of());
  }

  /** How much it takes in a message, in bytes; never less than it really does. */
  public int bytesMax() {
    return RunReport.ROW_BYTES_MAX
        + Submission.bytes(files)
        + references.entrySet().stream()
            .mapToInt(entry -> 16 + 3 * (entry.getKey().length() + entry.getValue().length()))
            .sum();
  }
}
