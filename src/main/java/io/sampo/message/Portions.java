package io.sampo.message;

import io.sampo.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Long lists, cut into portions of which each fits into one event or message. */
public final class Portions {

  private Portions() {}

  /**
   * {@code items} in their order, in portions of at most {@link Limits#ITEMS_MAX} items and {@link
   * Limits#BYTES_MAX} bytes; an item that is larger by itself is a portion of its own. None is
   * empty.
   *
   * @param bytes how much an item takes at most
   */
  public static <T> List<List<T>> of(List<T> items, ToIntFunction<T> bytes) {
    var portions = new ArrayList<List<T>>();
    var from = 0;
    var size = 0L;
    for (var next = 0; next < items.size(); next++) {
      var own = bytes.applyAsInt(items.get(next));
      if (next > from && (next - from == Limits.ITEMS_MAX || size + own > Limits.BYTES_MAX)) {
        portions.add(items.subList(from, next));
        from = next;
        size = 0;
      }
      size += own;
    }
    if (from < items.size()) {
      portions.add(items.subList(from, items.size()));
    }
    return portions;
  }
}
