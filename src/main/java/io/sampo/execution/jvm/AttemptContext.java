package io.sampo.execution.jvm;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.value.TaskValues;
import io.sampo.execution.value.UpstreamValues;
import io.sampo.model.TaskKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The context of one attempt. */
record AttemptContext(
    AttemptSpec spec,
    Map<String, String> parameters,
    TaskValues values,
    UpstreamValues upstream,
    PrintStream log,
    Path workFolder)
    implements TaskContext {

  static AttemptContext of(
      AttemptSpec spec, Map<String, String> own, PrintStream log, Path workFolder) {
    return new AttemptContext(
        spec,
        Map.copyOf(spec.pushedDown(own)),
        new TaskValues(),
        new UpstreamValues(() -> byName(spec.upstreamValues().get())),
        log,
        workFolder);
  }

  @Override
  public long runId() {
    return spec.run().value();
  }

  @Override
  public String taskKey() {
    return spec.task().value();
  }

  @Override
  public int attempt() {
    return spec.attempt();
  }

  @Override
  public long fence() {
    return spec.fence();
  }

  @Override
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter: '%s' (expected: one of %s)"
              .formatted(name, new TreeSet<>(parameters.keySet())));
    }
    return value;
  }

  @Override
  public void setValue(String name, @Nullable Object value) {
    values.set(name, value);
  }

  @Override
  public @Nullable Object value(String taskKey, String name) {
    return upstream.get(taskKey, name);
  }

  private static Map<String, Map<String, String>> byName(Map<TaskKey, Map<String, String>> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
  }
}
