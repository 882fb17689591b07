package io.sampo.run.reference;

import io.sampo.model.Limits;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.state.LiveRun;
import io.sampo.template.JsonText;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What references stand for in one task of a run, by what is recorded.
 *
 * <p>Source: "What is a dynamic value reference?" of the Databricks documentation.
 */
public final class TaskReferences {

  private final LiveRun run;
  private final int task;
  private final JobReferences job;

  private TaskReferences(LiveRun run, int task) {
    this.run = run;
    this.task = task;
    this.job =
        new JobReferences(
            run.jobName(),
            run.run().value(),
            run.submittedWallMillis(),
            run.repairs().size(),
            run.submission().cause());
  }

  /**
   * What the references in a task's work stand for, by their text without braces. Those that stand
   * for nothing any more are left out: it was decided that the task starts when they did.
   */
  public static Map<String, String> of(LiveRun run, int task) {
    if (!run.refers(task)) {
      return Map.of();
    }
    var texts = new TreeMap<String, String>();
    var references = new TaskReferences(run, task);
    for (var reference : in(run.definition(task).work())) {
      try {
        texts.put(reference.text(), references.value(reference));
      } catch (Unresolved gone) {
        // A repair has taken back what it stood for; the worker says so if it still matters.
      }
    }
    return texts;
  }

  /**
   * Makes sure that {@link #of} leaves nothing out.
   *
   * @throws Unresolved if a reference stands for nothing, or all of them for too much
   */
  public static void check(LiveRun run, int task) throws Unresolved {
    if (!run.refers(task)) {
      return;
    }
    var references = new TaskReferences(run, task);
    var bytes = 0L;
    for (var reference : in(run.definition(task).work())) {
      bytes += references.value(reference).getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > Limits.REFERENCES_BYTES_MAX) {
      throw new Unresolved(
          "the references of the task stand for %,d bytes (expected: at most %,d; write what is"
                  .formatted(bytes, Limits.REFERENCES_BYTES_MAX)
              + " large to a file and refer to its path)");
    }
  }

  /** {@code text} with every reference filled in as it is meant in {@code task}. */
  public static String fill(LiveRun run, int task, String text) throws Unresolved {
    var template = Template.parse(text);
    var references = new TaskReferences(run, task);
    var values = new HashMap<Reference, String>();
    for (var reference : template.references()) {
      values.put(reference, references.value(reference));
    }
    return template.fill(reference -> values.getOrDefault(reference, ""));
  }

  /** The references in all texts of {@code work}. */
  private static Set<Reference> in(Work work) {
    var found = new LinkedHashSet<Reference>();
    work.filled(text -> {
      if (text.contains("{{")) {
        found.addAll(Template.parse(text).references());
      }
      return text;
    });
    return found;
  }

  private String value(Reference reference) throws Unresolved {
    var known = job.known(reference);
    if (known != null) {
      return known;
    }
    return switch (reference) {
      case Reference.JobParameter(var name) -> parameter(name);
      case Reference.Task(var field) -> own(field);
      case Reference.RetryCount _ -> Integer.toString(run.attempt(task));
      case Reference.Upstream(var key, var field) -> upstream(above(key, reference), field);
      case Reference.TaskValue(var key, var name) -> taskValue(above(key, reference), key, name);
      case Reference.Input _ -> JsonText.plain(input(reference));
      case Reference.InputField field -> inputField(field);
      case Reference.Output _, Reference.FirstRow _, Reference.Secret _ ->
          throw new Unresolved("{{%s}} is not to be had here".formatted(reference.text()));
      case Reference.Job _,
          Reference.StartTime _,
          Reference.TriggerTime _,
          Reference.TableUpdate _,
          Reference.Workspace _,
          Reference.Backfill _ ->
          throw new IllegalStateException("unknown: " + reference);
    };
  }

  private String parameter(String name) throws Unresolved {
    var value = run.parameters().get(name);
    if (value == null) {
      throw new Unresolved(
          "{{job.parameters.%s}}: the job has no such parameter (expected: one of %s)"
              .formatted(name, new TreeSet<>(run.parameters().keySet())));
    }
    return value;
  }

  private String own(Reference.Task.Field field) {
    return switch (field) {
      case NAME -> run.definition(task).key().value();
      case RUN_ID -> runId(run.inJob(task));
      case EXECUTION_COUNT -> Integer.toString(run.attempt(task) + 1);
      case NOTEBOOK_PATH -> notebook(run.definition(task).work());
    };
  }

  private String upstream(int above, Reference.Upstream.Field field) {
    var status = run.status(above);
    return switch (field) {
      case RUN_ID -> runId(above);
      case RESULT_STATE -> status.name().toLowerCase(Locale.ROOT);
      case ERROR_CODE -> errorCode(status);
      case EXECUTION_COUNT -> Integer.toString(run.attempt(above));
      case NOTEBOOK_PATH -> notebook(run.definition(above).work());
    };
  }

  /** The ids of a run's tasks follow its own. */
  private String runId(int inJob) {
    return Long.toString(run.run().value() + 1 + inJob);
  }

  private static String notebook(Work work) {
    return work instanceof Work.Notebook(var path, _) ? path : "";
  }

  /** The termination code of the Databricks Jobs API; empty for success. */
  private static String errorCode(TaskStatus status) {
    return switch (status) {
      case FAILED, TIMEDOUT -> "RUN_EXECUTION_ERROR";
      case CANCELED, UPSTREAM_CANCELED -> "CANCELED";
      case UPSTREAM_FAILED -> "UPSTREAM_FAILED";
      case EXCLUDED, DISABLED -> "SKIPPED";
      case SUCCESS, BLOCKED, READY, ASSIGNED, RUNNING, BACKING_OFF -> "";
    };
  }

  private String taskValue(int above, TaskKey key, String name) throws Unresolved {
    var values = run.values(above);
    var json = values.get(name);
    if (json == null) {
      throw new Unresolved(
          "{{tasks.%s.values.%s}}: the task, which is %s, never set that value (expected: %s)"
              .formatted(
                  key,
                  name,
                  run.status(above),
                  values.isEmpty() ? "none, it set no value" : new TreeSet<>(values.keySet())));
    }
    return JsonText.plain(json);
  }

  /** The number of the task of this key, which lies above. */
  private int above(TaskKey key, Reference reference) throws Unresolved {
    var plan = run.plan();
    var found = new int[] {-1};
    plan.graph().forEachAbove(run.inJob(task), above -> note(found, above, key));
    if (found[0] < 0) {
      plan.graph().forEachAncestor(run.inJob(task), above -> note(found, above, key));
    }
    if (found[0] < 0) {
      throw new Unresolved(
          "{{%s}}: %s is not upstream of this task".formatted(reference.text(), key));
    }
    return found[0];
  }

  private void note(int[] found, int above, TaskKey key) {
    if (run.plan().task(above).key().equals(key)) {
      found[0] = above;
    }
  }

  private String input(Reference reference) throws Unresolved {
    if (task < run.plan().size()) {
      throw new Unresolved(
          "{{%s}} means something only in the task of a for_each_task".formatted(reference.text()));
    }
    return run.loopOf(task).input(task);
  }

  private String inputField(Reference.InputField reference) throws Unresolved {
    var input = input(reference);
    var field = JsonText.field(input, reference.path());
    if (field == null) {
      throw new Unresolved(
          "{{%s}}: the input has no such field: %s"
              .formatted(reference.text(), Limits.message(input)));
    }
    return JsonText.plain(field);
  }
}
