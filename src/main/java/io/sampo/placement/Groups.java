package io.sampo.placement;

import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The workers of a pool, by the labels they carry: to every demand all of a group are alike. Groups
 * that carry fewer labels come first, since those are used first by whoever can.
 */
final class Groups {

  private static final Comparator<Map<String, String>> FEWEST_FIRST =
      Comparator.<Map<String, String>>comparingInt(Map::size)
          .thenComparing(labels -> List.copyOf(new TreeMap<>(labels).entrySet()).toString());

  private final List<Map<String, String>> labels;
  private final Map<WorkerId, Integer> numbers = new HashMap<>();
  private final int[] slots;
  private final boolean alike;

  /**
   * The groups of {@code workers}.
   *
   * @param alike whether labels do not matter, so that there is one group
   */
  Groups(Collection<WorkerStatus> workers, boolean alike) {
    this.alike = alike;
    labels =
        alike
            ? List.of(Map.of())
            : new ArrayList<>(
                workers.stream()
                    .map(worker -> worker.place().labels())
                    .distinct()
                    .sorted(FEWEST_FIRST)
                    .toList());
    slots = new int[labels.size()];
    for (var worker : workers) {
      var number = alike ? 0 : labels.indexOf(worker.place().labels());
      numbers.put(worker.worker(), number);
      slots[number] += worker.slots();
    }
  }

  int count() {
    return labels.size();
  }

  /** The slots of each. */
  int[] slots() {
    return slots.clone();
  }

  /** The number of the group of a worker that is there. */
  int of(WorkerId worker) {
    return numbers.getOrDefault(worker, 0);
  }

  /** Whether the workers of {@code group} will do for {@code site}. */
  boolean suits(Site site, int group) {
    return alike || site.labels().isEmpty() || site.suits(labels.get(group));
  }
}
