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

/**
 * Which worker holds which attempts, by fence, and how many of each site; bounded by the slots that
 * a run may use.
 */
final class Holdings {

  private final List<WorkerId> workers = new ArrayList<>();
  private final Map<WorkerId, Integer> numbers = new HashMap<>();
  private final NavigableMap<WorkerId, NavigableMap<Long, Integer>> held = new TreeMap<>();

  /** Of all workers by site. */
  private final int[] sizes;

  /** By site of each worker; left empty if there is but one site. */
  private final Map<WorkerId, int[]> counts = new HashMap<>();

  private int size;

  Holdings(int sites) {
    sizes = new int[sites];
  }

  /** The number by which columns name {@code worker}. */
  int number(WorkerId worker) {
    return numbers.computeIfAbsent(
        worker,
        added -> {
          workers.add(added);
          return workers.size() - 1;
        });
  }

  /** All that were numbered, in the order of their numbers. */
  List<WorkerId> workers() {
    return Collections.unmodifiableList(workers);
  }

  WorkerId worker(int number) {
    return workers.get(number);
  }

  void add(WorkerId worker, long fence, int task, int site) {
    if (held.computeIfAbsent(worker, _ -> new TreeMap<>()).put(fence, task) == null) {
      count(worker, site, 1);
    }
  }

  void remove(WorkerId worker, long fence, int site) {
    var own = held.get(worker);
    if (own != null && own.remove(fence) != null) {
      count(worker, site, -1);
      if (own.isEmpty()) {
        held.remove(worker);
        counts.remove(worker);
      }
    }
  }

  private void count(WorkerId worker, int site, int more) {
    size += more;
    sizes[site] += more;
    if (sizes.length > 1) {
      counts.computeIfAbsent(worker, _ -> new int[sizes.length])[site] += more;
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

  /** How many attempts of a site are held. */
  int size(int site) {
    return sizes[site];
  }

  /** How many attempts of a site {@code worker} holds. */
  int size(WorkerId worker, int site) {
    if (sizes.length == 1) {
      var own = held.get(worker);
      return own == null ? 0 : own.size();
    }
    var own = counts.get(worker);
    return own == null ? 0 : own[site];
  }
}
