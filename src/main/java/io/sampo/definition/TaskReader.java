package io.sampo.definition;

import io.sampo.definition.compute.Clusters;
import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.JobGraph;
import io.sampo.definition.reference.References;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Notices;
import io.sampo.definition.work.WorkReader;
import io.sampo.model.Limits;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one task after the other. */
final class TaskReader {

  /** Fields that need no effect. */
  static final Set<String> HARMLESS = Set.of("description", "disable_auto_optimization");

  private static final Set<String> CONDITION = Set.of(WorkReader.CONDITION);
  private static final Set<String> LOOP = Set.of(WorkReader.LOOP);

  private static final List<String> RUN_IF = Stream.of(RunIf.values()).map(Enum::name).toList();

  private final WorkReader works;
  private final JobGraph graph;
  private final References references;
  private final Clusters clusters;
  private final Notices notices;

  TaskReader(
      WorkReader works, JobGraph graph, References references, Clusters clusters, Notices notices) {
    this.works = works;
    this.graph = graph;
    this.references = references;
    this.clusters = clusters;
    this.notices = notices;
  }

  /** What decides whether and when a task runs. */
  private record Start(List<Dependency> dependsOn, RunIf runIf, boolean disabled) {}

  /** The task; null if a fault leaves none. */
  @Nullable TaskDefinition read(Fields fields) {
    var written = fields.required("task_key");
    var key = written == null ? null : key(written);
    var dependsOn = DependencyReader.read(fields);
    var number = JobGraph.NONE;
    if (written != null && key != null) {
      var isCondition = !fields.names(CONDITION).isEmpty();
      number = graph.add(key.value(), written, dependsOn, isCondition);
    }
    var runIf = RunIf.valueOf(fields.word("run_if", RUN_IF));
    var start = new Start(DependencyReader.dependencies(dependsOn), runIf, fields.flag("disabled"));
    return read(fields, key, start, references.ofTask(number));
  }

  /** The task that a loop repeats; null if a fault leaves none. */
  private @Nullable TaskDefinition readRepeated(Fields fields, Texts texts) {
    var written = fields.required("task_key");
    var key = written == null ? null : key(written);
    if (!fields.items("depends_on").isEmpty()) {
      fields.refuse("depends_on", "in a loop (expected: depends_on of the task with the loop)");
    }
    if (!fields.word("run_if", RUN_IF).equals(RUN_IF.getFirst())) {
      fields.refuse("run_if", "in a loop (expected: run_if of the task with the loop)");
    }
    if (fields.flag("disabled")) {
      fields.refuse("disabled", "in a loop (expected: disabled, of the task with the loop)");
    }
    return read(fields, key, new Start(List.of(), RunIf.ALL_SUCCESS, false), texts);
  }

  private @Nullable TaskDefinition read(
      Fields fields, @Nullable TaskKey key, Start start, Texts texts) {
    refuseLibraries(fields);
    fields.names(HARMLESS);
    notices.accept(fields);
    var timeout = fields.whole("timeout_seconds", 0, Limits.WAIT_MILLIS_MAX / 1000, 0) * 1000;
    var warn = HealthReader.warnMillis(fields, notices);
    var expected = fields.number("expected_duration_seconds", 0, Limits.WAIT_MILLIS_MAX / 1000, 0);
    var retry = RetryReader.read(fields);
    var compute = clusters.compute(fields);
    if (!fields.names(LOOP).isEmpty() && !texts.isInLoop()) {
      refuseOnLoop(fields, retry, timeout);
    }
    var work = works.read(fields, texts, this::readRepeated);
    fields.end();
    return key == null || work == null
        ? null
        : new TaskDefinition(
            key,
            start.dependsOn(),
            start.runIf(),
            start.disabled(),
            work,
            retry,
            timeout,
            warn,
            Math.round(expected * 1000),
            compute);
  }

  private static @Nullable TaskKey key(Value value) {
    var text = value.literal();
    if (text == null) {
      return null;
    }
    if (!TaskKey.PATTERN.matcher(text).matches()) {
      value.fault("%s (expected: %s)".formatted(value.node().describe(), TaskKey.EXPECTED));
      return null;
    }
    return new TaskKey(text);
  }

  /** Refuses what would hold for the whole loop, where each iteration is tried by itself. */
  private static void refuseOnLoop(Fields fields, RetryPolicy retry, long timeoutMillis) {
    if (!retry.equals(RetryPolicy.NEVER)) {
      for (var name : fields.names(RetryReader.FIELDS)) {
        name.fault("on a loop (expected: put it on the nested task)");
      }
    }
    if (timeoutMillis != 0) {
      fields.refuse("timeout_seconds", "on a loop (expected: put it on the nested task)");
    }
    for (var name : fields.names(Clusters.FIELDS)) {
      name.fault("on a loop (expected: put it on the nested task)");
    }
  }

  private static void refuseLibraries(Fields fields) {
    var libraries = fields.value("libraries");
    if (libraries != null && !libraries.items().isEmpty()) {
      libraries.fault(NotYet.reason("the jar of a java_task, or what the node has installed"));
    }
  }
}
