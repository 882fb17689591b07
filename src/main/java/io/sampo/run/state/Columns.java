package io.sampo.run.state;

import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.state.line.Column;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

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

  /** What is in them, with these workers by their numbers. */
  RunSnapshot.Tasks snapshot(List<WorkerId> workers) {
    var numbers = new int[size()];
    Arrays.setAll(numbers, task -> status[task]);
    var flags = new int[size()];
    Arrays.setAll(flags, task -> mixed[task] ? 1 : 0);
    var fences = new TreeMap<Integer, Long>();
    for (var task = 0; task < size(); task++) {
      if (fence[task] != 0) {
        fences.put(task, fence[task]);
      }
    }
    return new RunSnapshot.Tasks(
        List.of(STATUSES),
        new Column(numbers),
        new Column(remaining.clone()),
        new Column(flags),
        new Column(attempt.clone()),
        new Column(failures.clone()),
        new Column(lost.clone()),
        new Column(worker.clone()),
        List.copyOf(workers),
        fences);
  }

  /** Takes what {@link #snapshot} had, in place of everything. */
  void restore(RunSnapshot.Tasks kept) {
    var numbers = kept.status().numbers();
    grow(numbers.length);
    for (var task = 0; task < numbers.length; task++) {
      status(task, kept.legend().get(numbers[task]));
      mixed[task] = kept.mixed().numbers()[task] == 1;
    }
    remaining = kept.remaining().numbers().clone();
    attempt = kept.attempt().numbers().clone();
    failures = kept.failures().numbers().clone();
    lost = kept.lost().numbers().clone();
    worker = kept.worker().numbers().clone();
    kept.fences().forEach((task, held) -> fence[task] = held);
  }
}
