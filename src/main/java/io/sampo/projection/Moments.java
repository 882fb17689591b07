package io.sampo.projection;

import java.util.Arrays;

/** When the last thing happened to each task, by its number: eight bytes a task. */
final class Moments {

  private static final int SIZE_MIN = 16;

  private long[] millis = new long[SIZE_MIN];

  void put(int task, long atMillis) {
    if (task >= millis.length) {
      millis = Arrays.copyOf(millis, Math.max(task + 1, millis.length * 2));
    }
    millis[task] = atMillis;
  }

  /** In milliseconds since the epoch; 0 if nothing has happened to the task. */
  long of(int task) {
    return task < millis.length ? millis[task] : 0;
  }
}
