package io.sampo.definition.importer.workflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes keys of tasks out of names that may hold anything: each its own, and the same each time.
 */
final class TaskKeys {

  private static final int CHARS_MAX = 100;

  private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9_-]");

  private final Map<String, String> keys = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Keys for {@code ids}, no two of which are equal. An id that can be a key is its own. */
  TaskKeys(Collection<String> ids) {
    ids.stream().filter(id -> stem(id).equals(id)).forEach(id -> keys.put(id, id));
    taken.addAll(keys.keySet());
    ids.forEach(id -> keys.computeIfAbsent(id, this::key));
  }

  String of(String id) {
    return Objects.requireNonNull(keys.get(id), id);
  }

  /** How many keys are not what they were made of. */
  long renamed() {
    return keys.entrySet().stream().filter(key -> !key.getKey().equals(key.getValue())).count();
  }

  /** A key that nobody has: the stem if it is free, else with {@code _2} or so. */
  private String key(String id) {
    var stem = stem(id);
    var key = stem;
    while (!taken.add(key)) {
      var suffix = "_" + counts.merge(stem, 2, (count, _) -> count + 1);
      key = stem.substring(0, Math.min(stem.length(), CHARS_MAX - suffix.length())) + suffix;
    }
    return key;
  }

  private static String stem(String id) {
    var allowed = NOT_ALLOWED.matcher(id).replaceAll("_");
    return allowed.substring(0, Math.min(CHARS_MAX, allowed.length()));
  }
}
