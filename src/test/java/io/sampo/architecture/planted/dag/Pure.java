package io.sampo.architecture.planted.dag;

import io.sampo.architecture.planted.model.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Uses what the core may use. */
public final class Pure {

  private final Map<Ground, int[]> columns = new HashMap<>();

  Instant later(Instant now, Duration wait) {
    return now.plus(wait);
  }

  int seeded(long seed) {
    return new Random(seed).nextInt();
  }

  int @Nullable [] copy(Ground ground) {
    var column = columns.get(ground);
    if (column == null) {
      return null;
    }
    var copy = new int[column.length];
    System.arraycopy(column, 0, copy, 0, column.length);
    Arrays.sort(copy);
    return copy;
  }
}
