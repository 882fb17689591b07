package io.sampo.cli.rehearsal;

import io.sampo.cli.process.Complaint;
import io.sampo.model.Limits;
import io.sampo.template.JsonText;
import io.sampo.template.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The task values that tasks set in a rehearsal, which otherwise only their work would know. */
public final class TaskValues {

  private static final String LABEL = "KEY.NAME=JSON";

  private final Map<String, Map<String, String>> values = new HashMap<>();

  private TaskValues() {}

  /**
   * Those that are written as {@code KEY.NAME=JSON}. Of several for one name the last wins.
   *
   * @param option they belong to, for the complaint
   * @throws Complaint if one cannot be meant
   */
  public static TaskValues read(String option, List<String> texts, TaskKeys keys) {
    var all = new TaskValues();
    for (var text : texts) {
      var equals = text.indexOf('=');
      var dot = text.indexOf('.');
      if (dot < 1 || equals <= dot + 1) {
        throw Complaint.usage("%s: '%s' (expected: %s)".formatted(option, text, LABEL));
      }
      all.add(
          option,
          keys,
          text.substring(0, dot),
          text.substring(dot + 1, equals),
          text.substring(equals + 1));
    }
    return all;
  }

  private void add(String option, TaskKeys keys, String key, String name, String json) {
    keys.checked(option, List.of(key));
    if (keys.isInLoop(key)) {
      throw Complaint.usage(
          "%s: %s is repeated by a loop, and nobody sees its values (expected: another task)"
              .formatted(option, key));
    }
    try {
      JsonText.plain(json);
    } catch (NotJson e) {
      throw Complaint.usage("%s %s.%s: %s".formatted(option, key, name, e.getMessage()));
    }
    var own = values.computeIfAbsent(key, _ -> new HashMap<>());
    own.put(name, json);
    var bytes = own.entrySet().stream().mapToLong(TaskValues::bytes).sum();
    if (bytes > Limits.VALUES_BYTES_MAX) {
      throw Complaint.usage(
          "%s: the values of %s have %d bytes (expected: at most %d)"
              .formatted(option, key, bytes, Limits.VALUES_BYTES_MAX));
    }
  }

  private static long bytes(Map.Entry<String, String> value) {
    return value.getKey().getBytes(StandardCharsets.UTF_8).length
        + (long) value.getValue().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Those of one task, by name and each as JSON; none if nothing was said of it. */
  public Map<String, String> of(String path) {
    return values.getOrDefault(path, Map.of());
  }
}
