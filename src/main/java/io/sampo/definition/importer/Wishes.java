package io.sampo.definition.importer;

import io.sampo.definition.importer.text.JobText;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How something is to be imported.
 *
 * @param timeScale what recorded run times are multiplied by; at least 0
 * @param job the key of the one job that is wanted; null for the only one
 * @param target of a bundle; null for its default
 * @param variables values of a bundle's variables
 * @param user who a bundle is for, such as {@code ada} or {@code ada@example.org}
 * @param into the folder that the job files will lie in, all jobs being wanted; null if one goes
 *     wherever the caller puts it
 * @param text the format of the job files
 */
public record Wishes(
    double timeScale,
    @Nullable String job,
    @Nullable String target,
    Map<String, String> variables,
    String user,
    @Nullable Path into,
    JobText text) {

  /** Larger scales make a day of anything that lasts a tenth of a second. */
  public static final double TIME_SCALE_MAX = 1_000_000;

  public Wishes {
    if (!(timeScale >= 0 && timeScale <= TIME_SCALE_MAX)) {
      throw new IllegalArgumentException(
          "time scale: %s (expected: 0 to %s)".formatted(timeScale, TIME_SCALE_MAX));
    }
    variables = Map.copyOf(variables);
  }
}
