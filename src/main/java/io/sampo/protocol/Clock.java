package io.sampo.protocol;

import io.sampo.model.Now;
import java.util.concurrent.TimeUnit;

/** Where the shells take the two readings of time that they hand to the machines. */
@FunctionalInterface
public interface Clock {

  /** The clocks of this process. */
  Clock SYSTEM =
      () -> new Now(System.currentTimeMillis(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));

  /** Both readings, taken now. */
  Now now();
}
