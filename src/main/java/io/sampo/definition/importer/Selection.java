package io.sampo.definition.importer;

import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import java.util.Map;

/** Which of several jobs are wanted. */
final class Selection {

  /** Keys that are told by name. */
  private static final int KEYS_MAX = 100;

  private Selection() {}

  /** The wanted ones of {@code jobs}; none, and a fault at {@code at}, if that is not clear. */
  static <T> Map<String, T> of(Map<String, T> jobs, Wishes wishes, Value at) {
    var wish = wishes.job();
    if (wish != null && jobs.containsKey(wish)) {
      return Map.of(wish, jobs.get(wish));
    }
    if (wish != null) {
      at.fault(
          "no job is called %s (expected: %s)".formatted(Excerpt.of(wish), names(jobs, " or ")),
          () -> Similar.to(wish, jobs.keySet()));
      return Map.of();
    }
    if (jobs.size() > 1 && wishes.into() == null) {
      at.fault(
          "%d jobs: %s (expected: --job with one of them, or --into FOLDER for all)"
              .formatted(jobs.size(), names(jobs, ", ")));
      return Map.of();
    }
    return jobs;
  }

  private static String names(Map<String, ?> jobs, String separator) {
    var names = String.join(separator, jobs.keySet().stream().limit(KEYS_MAX).toList());
    return jobs.size() > KEYS_MAX ? names + separator + "…" : names;
  }
}
