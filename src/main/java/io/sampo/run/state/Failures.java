package io.sampo.run.state;

import io.sampo.run.state.RunSnapshot.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why tasks failed, in the order in which they did; the first so many of them. */
final class Failures {

  /** Nobody reads more, and each may be thousands of characters long. */
  private static final int KEPT_MAX = 100;

  private final Map<Integer, String> messages = new LinkedHashMap<>();

  void add(int task, String message) {
    if (messages.size() < KEPT_MAX) {
      messages.put(task, message);
    }
  }

  void remove(int task) {
    messages.remove(task);
  }

  @Nullable String of(int task) {
    return messages.get(task);
  }

  /** The task that failed first; null if none of those that are kept did. */
  @Nullable Integer first() {
    return messages.isEmpty() ? null : messages.keySet().iterator().next();
  }

  List<Failure> snapshot() {
    return messages.entrySet().stream()
        .map(entry -> new Failure(entry.getKey(), entry.getValue()))
        .toList();
  }
}
