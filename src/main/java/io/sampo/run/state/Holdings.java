package io.sampo.run.state;

import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Which worker holds which attempts, by fence; bounded by the slots that a run may use. */
final class Holdings {

  private final List<WorkerId> workers = new ArrayList<>();
  private final Map<WorkerId, Integer> numbers = new HashMap<>();
  private final NavigableMap<WorkerId, NavigableMap<Long, Integer>> held = new TreeMap<>();
  private int size;

  /** The number by which columns name {@code worker}. */
  int number(WorkerId worker) {
    return numbers.computeIfAbsent(
        worker,
        added -> {
          workers.add(added);
          return workers.size() - 1;
        });
  }

  WorkerId worker(int number) {
    return workers.get(number);
  }

  void add(WorkerId worker, long fence, int task) {
    if (held.computeIfAbsent(worker, _ -> new TreeMap<>()).put(fence, task) == null) {
      size++;
    }
  }

  void remove(WorkerId worker, long fence) {
    var own = held.get(worker);
    if (own != null && own.remove(fence) != null) {
      size--;
      if (own.isEmpty()) {
        held.remove(worker);
      }
    }
  }

  /** Tasks that {@code worker} holds, by fence. */
  NavigableMap<Long, Integer> of(WorkerId worker) {
    return Collections.unmodifiableNavigableMap(
        held.getOrDefault(worker, Collections.emptyNavigableMap()));
  }

  /** Workers that hold anything. */
  SortedSet<WorkerId> holders() {
    return Collections.unmodifiableSortedSet(held.navigableKeySet());
  }

  int size() {
    return size;
  }
}
