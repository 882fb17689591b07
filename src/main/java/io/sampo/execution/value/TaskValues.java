package io.sampo.execution.value;

import io.sampo.model.Check;
import io.sampo.model.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that one attempt sets. Safe for use by many threads. */
public final class TaskValues {

  private static final int NAME_CHARS_MAX = 255;

  private final Map<String, String> values = new TreeMap<>();

  /**
   * Sets a value, in place of one that was set before.
   *
   * @param name 1 to 255 characters
   * @param value what {@link Json#write} takes
   * @throws IllegalArgumentException if it is no JSON, or all values together pass {@link
   *     Limits#VALUES_BYTES_MAX}; nothing is set then
   */
  public synchronized void set(String name, @Nullable Object value) {
    Check.that(
        !name.isBlank() && name.length() <= NAME_CHARS_MAX,
        "name of a task value",
        name,
        "1 to 255 characters");
    var json = Json.write(value);
    var others = bytes() - (values.containsKey(name) ? bytes(name, values.get(name)) : 0);
    if (others + bytes(name, json) > Limits.VALUES_BYTES_MAX) {
      throw new IllegalArgumentException(
          ("task value '%s': %,d bytes (expected: at most %,d bytes for all values of a task,"
                  + " of which %,d are taken; write large results to a file and set its path)")
              .formatted(name, bytes(name, json), Limits.VALUES_BYTES_MAX, others));
    }
    values.put(name, json);
  }

  /** What has been set so far: JSON text by name. */
  public synchronized Map<String, String> asMap() {
    return Map.copyOf(values);
  }

  private int bytes() {
    return values.entrySet().stream().mapToInt(e -> bytes(e.getKey(), e.getValue())).sum();
  }

  private static int bytes(String name, @Nullable String json) {
    return (name + json).getBytes(StandardCharsets.UTF_8).length;
  }
}
