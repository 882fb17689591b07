package io.sampo.config;

import io.sampo.model.Check;
import io.sampo.model.Limits;
import java.time.Duration;

/**
 * How attempts are carried out.
 *
 * @param grace from the wish that an attempt ends to its being killed; 0 to 365 days
 * @param logBytesMax what the log of one attempt keeps; 1 MiB to 1 TiB
 */
public record TaskSettings(Duration grace, long logBytesMax) {

  public TaskSettings {
    Check.range("grace", grace.toMillis(), 0, Limits.WAIT_MILLIS_MAX);
    Check.range("log-bytes-max", logBytesMax, 1L << 20, 1L << 40);
  }
}
