package io.sampo.projection;

import io.sampo.dag.TaskGraph;
import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of a run by number: where each stands, its values, and every attempt it ever had. */
final class TaskRows {

  private final TaskGraph graph;
  private final TaskStatus[] status;
  private final int[] remaining;
  private final @Nullable List<Attempt>[] attempts;
  private final @Nullable Attempt[] assigned;
  private final @Nullable Map<String, String>[] values;
  private final long[] retryAtMillis;
  private final Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type cannot be made otherwise
  TaskRows(TaskGraph graph) {
    this.graph = graph;
    var size = graph.size();
    status = new TaskStatus[size];
    remaining = new int[size];
    attempts = new List[size];
    assigned = new Attempt[size];
    values = new Map[size];
    retryAtMillis = new long[size];
    Arrays.fill(status, TaskStatus.BLOCKED);
    counts.put(TaskStatus.BLOCKED, size);
    for (var task = 0; task < size; task++) {
      remaining[task] = graph.aboveCount(task);
      if (remaining[task] == 0) {
        move(task, TaskStatus.READY);
      }
    }
  }

  void assign(int task, Attempt attempt) {
    assigned[task] = attempt;
    move(task, TaskStatus.ASSIGNED);
  }

  void giveBack(int task) {
    assigned[task] = null;
    move(task, TaskStatus.READY);
  }

  /** Turns an assignment into an attempt. Does nothing if that was done before. */
  void begin(int task, @Nullable Long startMillis) {
    var given = assigned[task];
    if (given != null) {
      assigned[task] = null;
      append(task, Attempt.running(given.attempt(), given.fence(), given.node(), startMillis));
      move(task, TaskStatus.RUNNING);
    }
  }

  /** The task's last attempt, which must exist. */
  Attempt last(int task) {
    return attempts(task).getLast();
  }

  void replaceLast(int task, Attempt attempt) {
    var own = attempts[task];
    if (own == null) {
      throw new IllegalStateException("task %d has no attempt".formatted(task));
    }
    own.set(own.size() - 1, attempt);
  }

  void set(int task, Map<String, String> set) {
    values[task] = set;
  }

  void retry(int task, long atMillis, boolean waits) {
    retryAtMillis[task] = atMillis;
    move(task, waits ? TaskStatus.BACKING_OFF : TaskStatus.READY);
  }

  /** Brings the task to rest, and makes those ready that waited only for its success. */
  void rest(int task, TaskStatus how) {
    assigned[task] = null;
    move(task, how);
    if (how == TaskStatus.SUCCESS) {
      graph.forEachBelow(task, this::loosen);
    }
  }

  private void loosen(int task) {
    remaining[task]--;
    if (remaining[task] == 0 && status[task] == TaskStatus.BLOCKED) {
      move(task, TaskStatus.READY);
    }
  }

  TaskStatus status(int task) {
    return status[task];
  }

  int count(TaskStatus which) {
    return counts.getOrDefault(which, 0);
  }

  List<Attempt> attempts(int task) {
    var own = attempts[task];
    return own == null ? List.of() : Collections.unmodifiableList(own);
  }

  Map<String, String> values(int task) {
    var own = values[task];
    return own == null ? Map.of() : own;
  }

  long retryAtMillis(int task) {
    return retryAtMillis[task];
  }

  private void append(int task, Attempt attempt) {
    var own = attempts[task];
    if (own == null) {
      own = new ArrayList<>(1);
      attempts[task] = own;
    }
    own.add(attempt);
  }

  private void move(int task, TaskStatus next) {
    counts.merge(status[task], -1, Integer::sum);
    status[task] = next;
    counts.merge(next, 1, Integer::sum);
  }
}
