package io.sampo.cli.rehearsal;

import io.sampo.model.TaskDefinition;
import java.util.EnumMap;
import java.util.Map;

/** How long each task of a job is said to take, and by whom. */
public final class Durations {

  private final Map<Origin, Map<String, Long>> given = new EnumMap<>(Origin.class);
  private final long defaultMillis;

  /** Every task takes {@code defaultMillis} unless somebody else knows better. */
  public Durations(long defaultMillis) {
    this.defaultMillis = defaultMillis;
  }

  /** A duration in milliseconds, and who says so. */
  public record Duration(long millis, Origin origin) {}

  /** Adds what {@code origin} knows, in milliseconds by the path of a task. */
  public Durations with(Origin origin, Map<String, Long> millis) {
    given.put(origin, Map.copyOf(millis));
    return this;
  }

  /**
   * How long an attempt of {@code task} takes.
   *
   * @param path by which scripts know it
   */
  public Duration of(String path, TaskDefinition task) {
    for (var known : given.entrySet()) {
      var millis = known.getValue().get(path);
      if (millis != null) {
        return new Duration(millis, known.getKey());
      }
    }
    var expected = task.expectedMillis();
    return expected > 0
        ? new Duration(expected, Origin.JOB)
        : new Duration(defaultMillis, Origin.DEFAULT);
  }
}
