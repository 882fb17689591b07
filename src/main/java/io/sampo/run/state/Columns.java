package io.sampo.run.state;

import io.sampo.dag.TaskGraph;
import io.sampo.model.TaskStatus;
import java.util.Arrays;

/**
 * What is known of each task, indexed by its number: 30 bytes a task, whatever state it is in.
 * Changed by the fold of {@link LiveRun} alone.
 */
final class Columns {

  private static final TaskStatus[] STATUSES = TaskStatus.values();

  private final byte[] status;

  /** Tasks it waits for that have not come to rest. */
  final int[] remaining;

  /** Whether a task it waits for came to rest without success. */
  final boolean[] cutOff;

  /** The number of its current attempt, or of its next if it has none under way. */
  final int[] attempt;

  /** Attempts that failed, lost ones not counted. */
  final int[] failures;

  /** Attempts that were lost or given up with their worker. */
  final int[] lost;

  /** Of its current attempt; 0 while it has none. */
  final long[] fence;

  /** Index of the worker of its last attempt; -1 before the first. */
  final int[] worker;

  Columns(TaskGraph graph) {
    var size = graph.size();
    status = new byte[size];
    remaining = new int[size];
    cutOff = new boolean[size];
    attempt = new int[size];
    failures = new int[size];
    lost = new int[size];
    fence = new long[size];
    worker = new int[size];
    Arrays.fill(worker, -1);
    for (var task = 0; task < size; task++) {
      remaining[task] = graph.aboveCount(task);
    }
  }

  int size() {
    return status.length;
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
        && Arrays.equals(cutOff, other.cutOff)
        && Arrays.equals(attempt, other.attempt)
        && Arrays.equals(failures, other.failures)
        && Arrays.equals(lost, other.lost)
        && Arrays.equals(fence, other.fence)
        && Arrays.equals(worker, other.worker);
  }
}
