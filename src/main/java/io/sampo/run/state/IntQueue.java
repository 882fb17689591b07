package io.sampo.run.state;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Task numbers, first in, first out. Grows as needed; four bytes an entry. */
final class IntQueue {

  private int[] ring = new int[16];
  private int head;
  private int size;

  void add(int task) {
    if (size == ring.length) {
      ring = Arrays.copyOf(inOrder(), size * 2);
      head = 0;
    }
    ring[(head + size++) & (ring.length - 1)] = task;
  }

  int size() {
    return size;
  }

  private int get(int place) {
    return ring[(head + place) & (ring.length - 1)];
  }

  /** Passes the first entries, {@code most} at most. */
  void forEach(IntConsumer visitor, int most) {
    for (var place = 0; place < Math.min(size, most); place++) {
      visitor.accept(get(place));
    }
  }

  /** Takes entries from the front as long as they are {@code over}. */
  void trim(IntPredicate over) {
    while (size > 0 && over.test(get(0))) {
      head = (head + 1) & (ring.length - 1);
      size--;
    }
  }

  private int[] inOrder() {
    var ordered = new int[size];
    for (var place = 0; place < size; place++) {
      ordered[place] = get(place);
    }
    return ordered;
  }
}
