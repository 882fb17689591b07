package io.sampo.worker.shelf;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import java.time.Duration;

/**
 * How a worker fetches and keeps what its attempts are made of.
 *
 * @param bytesMax what the shelf's folder may hold; at least 1 MiB
 * @param answer how long a library may take for one answer
 * @param patience how long libraries are asked, again and again, before an attempt fails for it
 */
public record ShelfSettings(long bytesMax, Duration answer, Duration patience) {

  public ShelfSettings {
    Check.range("bytes-max", bytesMax, 1 << 20, Long.MAX_VALUE);
    Check.that(answer.isPositive(), "answer-timeout", answer, "more than 0");
    Check.that(patience.isPositive(), "patience", patience, "more than 0");
  }

  /** As {@code sampo.worker.shelf} has them. */
  public static ShelfSettings of(Config shelf) {
    return new ShelfSettings(
        shelf.getBytes("bytes-max"),
        shelf.getDuration("answer-timeout"),
        shelf.getDuration("patience"));
  }
}
