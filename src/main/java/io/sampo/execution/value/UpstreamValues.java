package io.sampo.execution.value;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values that the tasks upstream have set, asked for when first needed. */
public final class UpstreamValues {

  private final Supplier<Map<String, Map<String, String>>> source;
  private @Nullable Map<String, Map<String, String>> known;

  /**
   * Values.
   *
   * @param source JSON text by name by task; asked once at most, by the thread that needs it
   */
  public UpstreamValues(Supplier<Map<String, Map<String, String>>> source) {
    this.source = source;
  }

  /** Whether task {@code key} has set {@code name}. */
  public boolean has(String key, String name) {
    return known().getOrDefault(key, Map.of()).containsKey(name);
  }

  /**
   * A value, as {@link Json#read} gives it.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public @Nullable Object get(String key, String name) {
    var values = known().get(key);
    if (values == null) {
      throw new IllegalArgumentException(
          "task value of task '%s': no such task upstream with values (expected: one of %s)"
              .formatted(key, new TreeSet<>(known().keySet())));
    }
    var json = values.get(name);
    if (json == null) {
      throw new IllegalArgumentException(
          "task value '%s' of task '%s': never set (expected: one of %s)"
              .formatted(name, key, new TreeSet<>(values.keySet())));
    }
    return Json.read(json);
  }

  private synchronized Map<String, Map<String, String>> known() {
    var values = known;
    if (values == null) {
      values = Map.copyOf(source.get());
      known = values;
    }
    return values;
  }
}
