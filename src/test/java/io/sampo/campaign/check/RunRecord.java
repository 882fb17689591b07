package io.sampo.campaign.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the run document has it, once all is over.
 *
 * @param job its name
 * @param result empty while it has none
 * @param endMillis null while it has not ended
 */
public record RunRecord(
    long run,
    String job,
    long seq,
    String result,
    @Nullable Long endMillis,
    List<TaskRecord> tasks) {

  public RunRecord {
    tasks = List.copyOf(tasks);
  }

  /** The task of that key. */
  public Optional<TaskRecord> task(String key) {
    return tasks.stream().filter(task -> task.key().equals(key)).findFirst();
  }

  /** The attempt that {@code execution} is, if it is one of these. */
  public Optional<AttemptRecord> attempt(Execution execution) {
    return task(execution.task()).flatMap(task -> task.attempt(execution.attempt()));
  }
}
