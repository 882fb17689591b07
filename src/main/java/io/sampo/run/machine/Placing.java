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

  /** Places all of {@code tasks}, which are no more than the slots. */
  Map<WorkerId, List<Integer>> place(int[] tasks) {
    var others = new ArrayList<Integer>();
    for (var task : tasks) {
      var last = run.lastWorker(task);
      if (last != null && free.containsKey(last)) {
        put(task, last);
      } else {
        others.add(task);
      }
    }
    others.forEach(task -> put(task, emptiest()));
    return placed;
  }

  private void put(int task, WorkerId worker) {
    placed.computeIfAbsent(worker, _ -> new ArrayList<>()).add(task);
    if (free.merge(worker, -1, Integer::sum) == 0) {
      free.remove(worker);
    }
  }

  private WorkerId emptiest() {
    return free.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
