package io.sampo.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every attempt that each task of a run ever had, by the number of the task. An assignment becomes
 * an attempt when its worker began it, or when it ended without a word of its beginning; one that
 * was given back leaves no trace.
 */
final class AttemptRows {

  private final Map<Integer, List<Attempt>> attempts = new HashMap<>();
  private final Map<Integer, Attempt> assigned = new HashMap<>();

  /** Attempts that a task had had when it was last made to run again. */
  private final Map<Integer, Integer> before = new HashMap<>();

  void assign(int task, Attempt attempt) {
    assigned.put(task, attempt);
  }

  void giveBack(int task) {
    assigned.remove(task);
  }

  /** Turns an assignment into an attempt. Does nothing if that was done before. */
  void begin(int task, @Nullable Long startMillis) {
    var given = assigned.remove(task);
    if (given != null) {
      add(task, Attempt.running(given.attempt(), given.fence(), given.node(), startMillis));
    }
  }

  void add(int task, Attempt attempt) {
    attempts.computeIfAbsent(task, _ -> new ArrayList<>(1)).add(attempt);
  }

  /** The task's last attempt, which must exist. */
  Attempt last(int task) {
    return of(task).getLast();
  }

  void replaceLast(int task, Attempt attempt) {
    var own = attempts.get(task);
    if (own == null) {
      throw new IllegalStateException("task %d has no attempt".formatted(task));
    }
    own.set(own.size() - 1, attempt);
  }

  List<Attempt> of(int task) {
    var own = attempts.get(task);
    return own == null ? List.of() : Collections.unmodifiableList(own);
  }

  /** From here on the task has all its retries again. */
  void again(int task) {
    before.put(task, of(task).size());
  }

  /**
   * How many attempts use up no retry of the one of this number: those before the task was last
   * made to run again, lost ones, and ones before it that were stopped.
   */
  int free(int task, int number) {
    var own = of(task);
    var earlier = Math.min(before.getOrDefault(task, 0), number);
    return earlier
        + (int)
            own.stream()
                .skip(earlier)
                .filter(one ->
                    one.state() == AttemptState.LOST
                        || (one.state() == AttemptState.CANCELED && one.attempt() < number))
                .count();
  }
}
