package io.sampo.run.state.line;

import io.sampo.model.Now;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Tasks that back off, by the time their wait ends. Each wait is kept as it was recorded, so that
 * the next life of the coordinator can work out what is left of it.
 */
public final class Waits {

  /** One wait; {@code dueMillis} is elapsed time of the present epoch. */
  public record Wait(int task, long dueMillis, long waitMillis, long recordedWallMillis) {}

  private static final Comparator<Wait> FIRST_DUE =
      Comparator.comparingLong(Wait::dueMillis).thenComparingInt(Wait::task);

  private final TreeSet<Wait> byDue = new TreeSet<>(FIRST_DUE);
  private final Map<Integer, Wait> byTask = new HashMap<>();

  /** The task is to wait {@code waitMillis} from {@code recorded} on. */
  public void add(int task, long waitMillis, Now recorded) {
    put(new Wait(task, recorded.elapsedMillis() + waitMillis, waitMillis, recorded.wallMillis()));
  }

  /** The task waits no more. */
  public void remove(int task) {
    var wait = byTask.remove(task);
    if (wait != null) {
      byDue.remove(wait);
    }
  }

  /** How many waits are over; {@code most} if there are more, so that it costs no more. */
  public int dueCount(long elapsedMillis, int most) {
    var count = new int[1];
    forEachDue(elapsedMillis, most, _ -> count[0]++);
    return count[0];
  }

  /** All of them, the first to end first. */
  public List<Wait> all() {
    return List.copyOf(byDue);
  }

  /** Adds waits that {@link #all} had. */
  public void addAll(List<Wait> kept) {
    kept.forEach(this::put);
  }

  /** When the first wait ends; {@link Long#MAX_VALUE} if nobody waits. */
  public long firstDueMillis() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().dueMillis();
  }

  /** Passes the tasks whose wait is over, {@code most} at most, the longest over first. */
  public void forEachDue(long elapsedMillis, int most, IntConsumer visitor) {
    var left = most;
    for (var wait : byDue) {
      if (left-- <= 0 || wait.dueMillis() > elapsedMillis) {
        return;
      }
      visitor.accept(wait.task());
    }
  }

  /** Starts another epoch's clock: every wait keeps what is left of it. */
  public void restart(Now now) {
    var old = byTask.values().stream().sorted(FIRST_DUE).toList();
    byDue.clear();
    for (var wait : old) {
      var rest = now.rest(wait.waitMillis(), wait.recordedWallMillis());
      put(
          new Wait(
              wait.task(),
              now.elapsedMillis() + rest,
              wait.waitMillis(),
              wait.recordedWallMillis()));
    }
  }

  private void put(Wait wait) {
    byTask.put(wait.task(), wait);
    byDue.add(wait);
  }
}
