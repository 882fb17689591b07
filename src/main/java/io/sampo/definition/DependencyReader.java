package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.JobGraph.Edge;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whom a task waits for. */
final class DependencyReader {

  private DependencyReader() {}

  /** The keys that the task with {@code fields} depends on, and where they stand. */
  static Map<String, Edge> read(Fields fields) {
    var dependsOn = new LinkedHashMap<String, Edge>();
    for (var item : fields.items("depends_on")) {
      var dependency = Fields.of(item);
      if (dependency != null) {
        add(dependency, dependsOn);
        dependency.end();
      }
    }
    return dependsOn;
  }

  private static void add(Fields dependency, Map<String, Edge> dependsOn) {
    var value = dependency.required("task_key");
    var key = value == null ? null : value.literal();
    var outcome = dependency.value("outcome");
    if (outcome != null && outcome(outcome) == null) {
      outcome.fault("%s (expected: true or false)".formatted(outcome.node().describe()));
    }
    if (value != null && key != null) {
      if (dependsOn.putIfAbsent(key, new Edge(value, outcome)) != null) {
        value.fault("%s is listed twice (expected: once)".formatted(value.node().describe()));
      }
    }
  }

  /** Databricks has it as text, and people write it as they please. */
  private static @Nullable Boolean outcome(Value value) {
    return value.node() instanceof Scalar scalar
        ? switch (scalar.text()) {
          case "true", "True", "TRUE" -> true;
          case "false", "False", "FALSE" -> false;
          default -> null;
        }
        : null;
  }

  /** The dependencies that may be any; the others are unknown tasks and told as such. */
  static List<Dependency> dependencies(Map<String, Edge> dependsOn) {
    return dependsOn.entrySet().stream()
        .filter(edge -> TaskKey.PATTERN.matcher(edge.getKey()).matches())
        .map(edge -> {
          var outcome = edge.getValue().outcome();
          return new Dependency(
              new TaskKey(edge.getKey()), outcome == null ? null : outcome(outcome));
        })
        .toList();
  }
}
