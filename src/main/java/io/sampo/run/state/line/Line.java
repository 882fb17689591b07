package io.sampo.run.state.line;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Tasks in line, first come, first served; each stands in it once. Whoever has no business in it
 * any more is passed over, and leaves it when it comes to the front. Four bytes an entry and a bit
 * a task.
 */
public final class Line {

  /** Immutable, since it is empty. */
  public static final int[] NOBODY = {};

  private int[] ring = new int[16];
  private int head;
  private int size;
  private final BitSet inside = new BitSet();

  /** Whether a task still has business in the line. */
  private final IntPredicate waits;

  /**
   * An empty line.
   *
   * @param waits whether a task still has business in it
   */
  public Line(IntPredicate waits) {
    this.waits = waits;
  }

  /** Puts the task at the end, unless it is in the line. */
  public void add(int task) {
    if (inside.get(task)) {
      return;
    }
    if (size == ring.length) {
      ring = Arrays.copyOf(inOrder(), size * 2);
      head = 0;
    }
    ring[(head + size++) & (ring.length - 1)] = task;
    inside.set(task);
  }

  /** Whether nobody stands in it, not even one who has no business any more. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Sends those at the front away that have no business any more. */
  public void trim() {
    while (size > 0 && !waits.test(get(0))) {
      inside.clear(get(0));
      head = (head + 1) & (ring.length - 1);
      size--;
    }
  }

  /** Passes those that wait, {@code most} at most. */
  public void forEach(IntConsumer visitor, int most) {
    var left = most;
    for (var place = 0; place < size && left > 0; place++) {
      var task = get(place);
      if (waits.test(task)) {
        visitor.accept(task);
        left--;
      }
    }
  }

  /** Everybody who stands in it, first to last, also who has no business in it any more. */
  public Column all() {
    return new Column(inOrder());
  }

  /** Puts those at the end that {@link #all} had. */
  public void addAll(Column kept) {
    for (var task : kept.numbers()) {
      add(task);
    }
  }

  /** Those that wait. */
  public int[] toArray() {
    if (size == 0) {
      return NOBODY;
    }
    return Arrays.stream(inOrder()).filter(waits).toArray();
  }

  private int get(int place) {
    return ring[(head + place) & (ring.length - 1)];
  }

  private int[] inOrder() {
    var ordered = new int[size];
    for (var place = 0; place < size; place++) {
      ordered[place] = get(place);
    }
    return ordered;
  }
}
