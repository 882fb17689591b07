package io.sampo.template;

import io.sampo.model.TaskKey;
import io.sampo.template.Reference.Backfill;
import io.sampo.template.Reference.FirstRow;
import io.sampo.template.Reference.InputField;
import io.sampo.template.Reference.Job;
import io.sampo.template.Reference.JobParameter;
import io.sampo.template.Reference.Output;
import io.sampo.template.Reference.StartTime;
import io.sampo.template.Reference.TableUpdate;
import io.sampo.template.Reference.Task;
import io.sampo.template.Reference.TaskValue;
import io.sampo.template.Reference.TriggerTime;
import io.sampo.template.Reference.Upstream;
import io.sampo.template.Reference.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which names may follow at one place in a reference: a tree, walked from {@link #ROOT}. */
sealed interface Grammar {

  /** Nothing more may follow. */
  record End(Reference reference) implements Grammar {}

  /** One of these words. */
  record Words(Map<String, Grammar> next) implements Grammar {}

  /** A name that somebody chose; {@code what} is the word for it. */
  record Name(String what, Function<String, Grammar> next) implements Grammar {}

  /** The key of a task. */
  record Key(Function<TaskKey, Grammar> next) implements Grammar {}

  /** One or more names up to the end; {@code end} is null if the last one is not right. */
  record Path(List<String> expected, Function<List<String>, @Nullable Reference> end)
      implements Grammar {}

  /** The namespaces (Databricks Jobs API, dynamic value references). */
  Words ROOT =
      words(
          Map.entry("job", job()),
          Map.entry("task", fields(Task.Field.values(), Task::new)),
          Map.entry("tasks", new Key(Grammar::upstream)),
          Map.entry("workspace", fields(Workspace.Field.values(), Workspace::new)),
          Map.entry("input", new Path(List.of("FIELD"), InputField::new)),
          Map.entry("backfill", fields(TimeArg.values(), Backfill::new)));

  private static Grammar job() {
    return words(
        end("id", Job.Field.ID),
        end("name", Job.Field.NAME),
        end("run_id", Job.Field.RUN_ID),
        end("repair_count", Job.Field.REPAIR_COUNT),
        // Dots belong to many names of parameters, and nothing else may follow.
        Map.entry("parameters", new Path(List.of("NAME"), Grammar::parameter)),
        Map.entry("start_time", fields(TimeArg.values(), StartTime::new)),
        Map.entry("trigger", trigger()));
  }

  private static Reference parameter(List<String> names) {
    return new JobParameter(String.join(".", names));
  }

  private static Grammar trigger() {
    return words(
        end("type", Job.Field.TRIGGER_TYPE),
        Map.entry("file_arrival", words(end("location", Job.Field.FILE_ARRIVAL_LOCATION))),
        Map.entry(
            "table_update",
            new Path(List.of("updated_tables", "version", "commit_timestamp"), Grammar::tables)),
        Map.entry("time", fields(TimeArg.values(), TriggerTime::new)));
  }

  private static @Nullable Reference tables(List<String> names) {
    if (names.equals(List.of("updated_tables"))) {
      return new Job(Job.Field.UPDATED_TABLES);
    }
    var table = names.subList(0, names.size() - 1);
    for (var field : TableUpdate.Field.values()) {
      if (!table.isEmpty() && field.written().equals(names.getLast())) {
        return new TableUpdate(table, field);
      }
    }
    return null;
  }

  private static Grammar upstream(TaskKey task) {
    var next = fields(Upstream.Field.values(), field -> new Upstream(task, field)).next();
    next.put("values", new Name("KEY", key -> new End(new TaskValue(task, key))));
    next.put("output", output(task));
    return new Words(next);
  }

  private static Grammar output(TaskKey task) {
    var next = fields(Output.Field.values(), field -> new Output(task, field)).next();
    next.put("first_row", new Name("COLUMN", column -> new End(new FirstRow(task, column))));
    return new Words(next);
  }

  private static <W extends Written> Words fields(W[] all, Function<W, Reference> reference) {
    var next = new LinkedHashMap<String, Grammar>();
    for (var field : all) {
      next.put(field.written(), new End(reference.apply(field)));
    }
    return new Words(next);
  }

  private static Map.Entry<String, Grammar> end(String word, Job.Field field) {
    return Map.entry(word, new End(new Job(field)));
  }

  @SafeVarargs
  private static Words words(Map.Entry<String, ? extends Grammar>... entries) {
    var next = new LinkedHashMap<String, Grammar>();
    for (var entry : entries) {
      next.put(entry.getKey(), entry.getValue());
    }
    return new Words(next);
  }
}
