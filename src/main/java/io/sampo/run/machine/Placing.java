package io.sampo.run.machine;

import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which task goes to which of the offered slots: a task that was tried before goes where it was
 * last if there is a slot, since its supervisor waits there; the others take the emptiest worker.
 */
final class Placing {

  private final LiveRun run;
  private final Map<WorkerId, Integer> free = new LinkedHashMap<>();
  private final Map<WorkerId, List<Integer>> placed = new LinkedHashMap<>();

  Placing(LiveRun run, List<Offer> offers) {
    this.run = run;
    offers.forEach(offer -> free.put(offer.worker(), offer.slots()));
  }

  /** Places as many of {@code tasks} as fit, in their order. */
  Map<WorkerId, List<Integer>> place(int[] tasks) {
    for (var task : tasks) {
      var worker = workerFor(task);
      placed.computeIfAbsent(worker, _ -> new ArrayList<>()).add(task);
      if (free.merge(worker, -1, Integer::sum) == 0) {
        free.remove(worker);
      }
    }
    return placed;
  }

  private WorkerId workerFor(int task) {
    var last = run.lastWorker(task);
    if (last != null && free.containsKey(last)) {
      return last;
    }
    return free.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
