package io.sampo.run.machine;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Portions;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events by which tasks come to rest without an attempt, in parts of bounded size. */
public final class Resting {

  private Resting() {}

  static List<RunEvent> resolved(TaskStatus status, List<Integer> tasks, Now now) {
    return tasks.isEmpty()
        ? List.of()
        : Portions.of(tasks, _ -> ROW_BYTES_MAX).stream()
            .<RunEvent>map(part -> new RunEvent.TasksResolved(now, status, part))
            .toList();
  }

  /** The events by which they did. */
  public static List<RunEvent> concluded(List<Concluded> concluded, Now now) {
    return concluded.isEmpty()
        ? List.of()
        : Portions.of(concluded, one -> ROW_BYTES_MAX + 3 * one.message().length()).stream()
            .<RunEvent>map(part -> new RunEvent.TasksConcluded(now, part))
            .toList();
  }

  /** A task that came to {@code status} for a reason in words. */
  public static Concluded concluded(int task, TaskStatus status, String message) {
    return concluded(task, status, null, message);
  }

  static Concluded concluded(
      int task, TaskStatus status, @Nullable Boolean outcome, String message) {
    return new Concluded(task, status, outcome, Limits.message(message));
  }
}
