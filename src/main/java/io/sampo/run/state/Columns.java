package io.sampo.run.state;

import io.sampo.model.TaskStatus;
import java.util.Arrays;

/**
 * What is known of each task, indexed by its number: 30 bytes a task, whatever state it is in.
 * Changed by the fold of {@link LiveRun} alone. Grows when a loop starts, whose iterations are
 * tasks with numbers of their own.
 */
final class Columns {

  private static final TaskStatus[] STATUSES = TaskStatus.values();
  private static final int NOBODY = -1;

  private byte[] status;

  /** Tasks it waits for that have not come to rest. */
  int[] remaining;

  /** Whether a task it waits for came to rest without success. */
  boolean[] mixed;

  /** The number of its current attempt, or of its next if it has none under way. */
  int[] attempt;

  /** Attempts that failed, lost ones not counted. */
  int[] failures;

  /** Attempts that were lost or given up with their worker. */
  int[] lost;

  /** Of its current attempt; 0 while it has none. */
  long[] fence;

  /** Index of the worker of its last attempt; -1 before the first. */
  int[] worker;

  /** Columns of {@code size} blocked tasks that wait for nobody. */
  Columns(int size) {
    status = new byte[size];
    remaining = new int[size];
    mixed = new boolean[size];
    attempt = new int[size];
    failures = new int[size];
    lost = new int[size];
    fence = new long[size];
    worker = new int[size];
    Arrays.fill(worker, NOBODY);
  }

  int size() {
    return status.length;
  }

  /** Adds blocked tasks that wait for nobody, until there are {@code size}. */
  void grow(int size) {
    var old = size();
    status = Arrays.copyOf(status, size);
    remaining = Arrays.copyOf(remaining, size);
    mixed = Arrays.copyOf(mixed, size);
    attempt = Arrays.copyOf(attempt, size);
    failures = Arrays.copyOf(failures, size);
    lost = Arrays.copyOf(lost, size);
    fence = Arrays.copyOf(fence, size);
    worker = Arrays.copyOf(worker, size);
    Arrays.fill(worker, old, size, NOBODY);
  }

  TaskStatus status(int task) {
    return STATUSES[status[task]];
  }

  @SuppressWarnings("EnumOrdinal") // Never leaves the process: a byte a task instead of eight.
  void status(int task, TaskStatus now) {
    status[task] = (byte) now.ordinal();
  }

  boolean sameAs(Columns other) {
    return Arrays.equals(status, other.status)
        && Arrays.equals(remaining, other.remaining)
        && Arrays.equals(mixed, other.mixed)
        && Arrays.equals(attempt, other.attempt)
        && Arrays.equals(failures, other.failures)
        && Arrays.equals(lost, other.lost)
        && Arrays.equals(fence, other.fence)
        && Arrays.equals(worker, other.worker);
  }
}
