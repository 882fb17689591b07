package io.sampo.run.state.line;

import io.sampo.model.Now;
import io.sampo.run.state.line.Waits.Wait;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** The tasks of a run that need a worker of one site, and have none. */
public final class Backlog {

  private final Line ready;
  private final Waits waits = new Waits();
  private int readyCount;
  private int open;

  /**
   * An empty backlog.
   *
   * @param isReady whether a task is ready, which it is not any more once it has a worker
   */
  public Backlog(IntPredicate isReady) {
    ready = new Line(isReady);
  }

  /** The task becomes ready. */
  public void add(int task) {
    ready.add(task);
    readyCount++;
  }

  /** The task is tried again {@code waitMillis} from {@code at} on. */
  public void wait(int task, long waitMillis, Now at) {
    waits.add(task, waitMillis, at);
  }

  /**
   * The task is no longer what it stands here for.
   *
   * @param wasReady whether it was ready, and did not wait for that
   */
  public void leave(int task, boolean wasReady) {
    if (wasReady) {
      readyCount--;
    } else {
      waits.remove(task);
    }
  }

  /** Sends those away that have left; after their states have changed. */
  public void trim() {
    ready.trim();
  }

  /** Adds to the tasks of the job that have not come to rest. */
  public void open(int more) {
    open += more;
  }

  /** Tasks of the job that belong here and have not come to rest, whatever else they wait for. */
  public int open() {
    return open;
  }

  /** Passes {@code most} at most: those whose back-off is over, then the others in their order. */
  public void forEach(long elapsedMillis, int most, IntConsumer visitor) {
    var due = waits.dueCount(elapsedMillis, most);
    waits.forEachDue(elapsedMillis, most, visitor);
    ready.forEach(visitor, most - due);
  }

  /** How many may start; {@code most} if there are more, so that it costs no more. */
  public int count(long elapsedMillis, int most) {
    return readyCount >= most
        ? most
        : readyCount + waits.dueCount(elapsedMillis, most - readyCount);
  }

  /** When the first back-off ends; {@link Long#MAX_VALUE} if nobody waits. */
  public long firstDueMillis() {
    return waits.firstDueMillis();
  }

  /** The next life of the coordinator has another clock. */
  public void restart(Now now) {
    waits.restart(now);
  }

  /**
   * Who is in it. The counts follow from who is in which state, and are there to be compared.
   *
   * @param ready first to last, also who has left since
   */
  public record Snapshot(Column ready, List<Wait> waits, int readyCount, int open) {}

  /** Who is in it now. */
  public Snapshot snapshot() {
    return new Snapshot(ready.all(), waits.all(), readyCount, open);
  }

  /** Adds whom {@link #snapshot} had; after the states of tasks are as they were then. */
  public void addAll(Snapshot kept) {
    ready.addAll(kept.ready());
    readyCount = ready.toArray().length;
    waits.addAll(kept.waits());
  }
}
