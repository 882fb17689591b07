package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.setting.NotYet;
import io.sampo.definition.setting.Setting;
import io.sampo.model.TaskDefinition;
import io.sampo.model.Work;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a task does: exactly one of the kinds of tasks. */
public final class WorkReader {

  /** The kind that other tasks may ask for its outcome. */
  public static final String CONDITION = "condition_task";

  /** The kind that repeats another task. */
  public static final String LOOP = "for_each_task";

  private static final SortedSet<String> KINDS =
      new TreeSet<>(
          Set.of(
              CONDITION,
              LOOP,
              "java_task",
              "notebook_task",
              "run_job_task",
              "shell_task",
              "sql_task"));

  private static final Set<String> ALL_KINDS =
      Stream.of(KINDS, NotYet.KINDS.keySet()).flatMap(Set::stream).collect(Collectors.toSet());

  private final Setting setting;
  private final LoopReader loops;

  public WorkReader(Setting setting) {
    this.setting = setting;
    this.loops = new LoopReader(setting);
  }

  /** Reads the task that a loop repeats. */
  public interface Repeated {

    /** The task; null if a fault leaves none. */
    @Nullable TaskDefinition read(Fields fields, Texts texts);
  }

  /** The work of the task that has {@code fields}; null if a fault leaves none. */
  public @Nullable Work read(Fields fields, Texts texts, Repeated repeated) {
    NotYet.refuse(fields, NotYet.KINDS);
    @Nullable Work work = null;
    for (var kind : fields.names(KINDS)) {
      work = read(kind.name(), fields, texts, repeated);
    }
    checkCount(fields);
    return work;
  }

  private static void checkCount(Fields fields) {
    var names = fields.names(ALL_KINDS);
    if (names.isEmpty()) {
      fields.owner().fault("does nothing (expected: %s)".formatted(String.join(" or ", KINDS)));
    }
    for (var name : names.stream().skip(1).toList()) {
      name.fault(
          "%s besides %s (expected: one kind of work in a task)"
              .formatted(name.name(), names.getFirst().name()));
    }
  }

  private @Nullable Work read(String kind, Fields task, Texts texts, Repeated repeated) {
    if (kind.equals(LOOP) && texts.isInLoop()) {
      task.refuse(
          kind, "a loop within a loop (expected: run_job_task with a job that has the inner loop)");
      return null;
    }
    var fields = task.fields(kind);
    if (fields == null) {
      return null;
    }
    var work =
        switch (kind) {
          case "notebook_task" -> NotebookReader.read(fields, texts, setting);
          case "java_task" -> JavaClassReader.read(fields, texts, setting);
          case "shell_task" -> ShellReader.read(fields, texts, setting);
          case "sql_task" -> SqlReader.read(fields, texts, setting);
          case CONDITION -> ConditionReader.read(fields, texts);
          case LOOP -> loops.read(fields, texts, repeated);
          case "run_job_task" -> RunJobReader.read(fields, texts, setting);
          default -> throw new AssertionError(kind);
        };
    fields.end();
    return work;
  }
}
