package io.sampo.simulation.rehearsal;

import io.sampo.model.ContentHash;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.run.state.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a rehearsal needs, with a word for each thing that a test may want to say. A task takes 10
 * ms unless something else is said of its path.
 */
final class Stage {

  private static final ContentHash OWN = new ContentHash("a".repeat(64));

  private final Map<ContentHash, Plan> plans = new HashMap<>();
  private final Map<String, ContentHash> jobs = new HashMap<>();
  private final Map<String, Long> millis = new HashMap<>();
  private final Map<String, Map<String, String>> values = new HashMap<>();
  private Set<String> failing = Set.of();

  private Stage(Plan plan) {
    plans.put(OWN, plan);
  }

  static Stage of(Plan plan) {
    return new Stage(plan);
  }

  /** Another job, which tasks run by {@code name}. */
  Stage job(String name, Plan plan) {
    var hash = new ContentHash("%064x".formatted(plans.size()));
    plans.put(hash, plan);
    jobs.put(name, hash);
    return this;
  }

  Stage taking(String path, long duration) {
    millis.put(path, duration);
    return this;
  }

  Stage with(Map<TaskKey, Long> durations) {
    durations.forEach((key, duration) -> millis.put(key.value(), duration));
    return this;
  }

  Stage failing(Set<String> paths) {
    failing = paths;
    return this;
  }

  Stage setting(String path, String name, String json) {
    values.put(path, Map.of(name, json));
    return this;
  }

  Rehearsed rehearse(Crew crew) {
    var submission = new Submission(OWN, Map.of(), Map.of(), jobs, Cause.ONE_TIME);
    return Rehearsal.of(
        hash -> Objects.requireNonNull(plans.get(hash)), submission, crew, script());
  }

  private Script script() {
    return new Script() {
      @Override
      public long millis(String path, TaskDefinition task) {
        return millis.getOrDefault(path, 10L);
      }

      @Override
      public boolean fails(String path) {
        return failing.contains(path);
      }

      @Override
      public Map<String, String> values(String path) {
        return values.getOrDefault(path, Map.of());
      }
    };
  }
}
