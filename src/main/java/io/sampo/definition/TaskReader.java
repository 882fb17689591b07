package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.model.Limits;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one task after the other. */
final class TaskReader {

  private static final Set<String> HARMLESS = Set.of("description", "disable_auto_optimization");

  private static final List<String> RUN_IF =
      List.of(
          "ALL_SUCCESS",
          "AT_LEAST_ONE_SUCCESS",
          "NONE_FAILED",
          "ALL_DONE",
          "AT_LEAST_ONE_FAILED",
          "ALL_FAILED");

  private final WorkReader works;
  private final Dependencies dependencies;
  private final Notices notices;

  TaskReader(WorkReader works, Dependencies dependencies, Notices notices) {
    this.works = works;
    this.dependencies = dependencies;
    this.notices = notices;
  }

  /** The task; null if a fault leaves none. */
  @Nullable TaskDefinition read(Fields fields) {
    var written = fields.required("task_key");
    var key = written == null ? null : key(written);
    var dependsOn = dependsOn(fields);
    if (written != null && key != null) {
      dependencies.add(key.value(), written, dependsOn);
    }
    refuseWhatDoesNotRun(fields);
    fields.names(HARMLESS);
    notices.accept(fields);
    var timeout = fields.whole("timeout_seconds", 0, Limits.WAIT_MILLIS_MAX / 1000, 0) * 1000;
    var retry = RetryReader.read(fields);
    var work = works.read(fields);
    fields.end();
    return key == null || work == null
        ? null
        : new TaskDefinition(key, keys(dependsOn), work, retry, timeout);
  }

  private static @Nullable TaskKey key(Value value) {
    var text = value.text();
    if (text == null) {
      return null;
    }
    if (!TaskKey.PATTERN.matcher(text).matches()) {
      value.fault(
          "%s (expected: 1 to 100 letters, digits, '_' or '-')".formatted(value.node().describe()));
      return null;
    }
    return new TaskKey(text);
  }

  /** Where each key stands that the task depends on. */
  private static Map<String, Value> dependsOn(Fields fields) {
    var dependsOn = new LinkedHashMap<String, Value>();
    for (var item : fields.items("depends_on")) {
      var dependency = Fields.of(item);
      if (dependency != null) {
        addKey(dependency, dependsOn);
        dependency.refuse("outcome", NotYet.reason("no outcome; condition_task does not run"));
        dependency.end();
      }
    }
    return dependsOn;
  }

  private static void addKey(Fields dependency, Map<String, Value> dependsOn) {
    var value = dependency.required("task_key");
    var key = value == null ? null : value.text();
    if (value != null && key != null && dependsOn.putIfAbsent(key, value) != null) {
      value.fault("%s is listed twice (expected: once)".formatted(value.node().describe()));
    }
  }

  /** The keys that are any; the others are unknown tasks and told as such. */
  private static List<TaskKey> keys(Map<String, Value> dependsOn) {
    return dependsOn.keySet().stream()
        .filter(key -> TaskKey.PATTERN.matcher(key).matches())
        .map(TaskKey::new)
        .toList();
  }

  private static void refuseWhatDoesNotRun(Fields fields) {
    var runIf = fields.word("run_if", RUN_IF);
    if (!runIf.equals(RUN_IF.getFirst())) {
      fields.refuse("run_if", runIf + " " + NotYet.reason(RUN_IF.getFirst()));
    }
    if (fields.flag("disabled")) {
      fields.refuse("disabled", NotYet.reason("false, or the task taken out"));
    }
    var libraries = fields.value("libraries");
    if (libraries != null && !libraries.items().isEmpty()) {
      libraries.fault(NotYet.reason("the jar of a java_task, or what the node has installed"));
    }
  }
}
