package io.sampo.template;

import io.sampo.model.Check;
import io.sampo.model.TaskKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a pair of braces asks for (Databricks Jobs API, dynamic value references). Names of the old
 * style, such as {@code {{job_id}}}, are read as what they mean today.
 */
public sealed interface Reference {

  /** The one spelling without braces, equal if and only if the references are. */
  String text();

  /** A fact about the job, its run, or what started it. */
  record Job(Job.Field field) implements Reference {

    /** What is known of a job and its run. */
    public enum Field implements Written {
      ID("id"),
      NAME("name"),
      RUN_ID("run_id"),
      REPAIR_COUNT("repair_count"),
      TRIGGER_TYPE("trigger.type"),
      FILE_ARRIVAL_LOCATION("trigger.file_arrival.location"),
      UPDATED_TABLES("trigger.table_update.updated_tables");

      private final String written;

      Field(String written) {
        this.written = written;
      }

      @Override
      public String written() {
        return written;
      }
    }

    @Override
    public String text() {
      return "job." + field.written();
    }
  }

  /** The value of a job parameter in this run. */
  record JobParameter(String name) implements Reference {

    public JobParameter {
      Check.that(!name.isEmpty(), "parameter", name, "a name");
    }

    @Override
    public String text() {
      return "job.parameters." + Identifier.written(name);
    }
  }

  /** When the run started. */
  record StartTime(TimeArg part) implements Reference {

    @Override
    public String text() {
      return "job.start_time." + part.written();
    }
  }

  /** When the run was triggered. */
  record TriggerTime(TimeArg part) implements Reference {

    @Override
    public String text() {
      return "job.trigger.time." + part.written();
    }
  }

  /**
   * A fact about one of the tables whose update triggered the run.
   *
   * @param table the parts of its name, such as catalogue, schema and table; at least one
   */
  record TableUpdate(List<String> table, TableUpdate.Field field) implements Reference {

    /** What is known of an updated table. */
    public enum Field implements Written {
      VERSION,
      COMMIT_TIMESTAMP
    }

    public TableUpdate {
      table = names("table", table);
    }

    @Override
    public String text() {
      return "job.trigger.table_update." + Identifier.written(table) + "." + field.written();
    }
  }

  /** A fact about the task that the text belongs to. */
  record Task(Task.Field field) implements Reference {

    /** What a task knows of itself. */
    public enum Field implements Written {
      NAME,
      RUN_ID,
      EXECUTION_COUNT,
      NOTEBOOK_PATH
    }

    @Override
    public String text() {
      return "task." + field.written();
    }
  }

  /** Retries of this task so far: 0 in its first attempt. Known only by its old name. */
  record RetryCount() implements Reference {

    @Override
    public String text() {
      return "task_retry_count";
    }
  }

  /** A fact about a task that ran before. */
  record Upstream(TaskKey task, Upstream.Field field) implements Reference {

    /** What is known of a task that ran before. */
    public enum Field implements Written {
      RUN_ID,
      RESULT_STATE,
      ERROR_CODE,
      EXECUTION_COUNT,
      NOTEBOOK_PATH
    }

    @Override
    public String text() {
      return "tasks." + task + "." + field.written();
    }
  }

  /** A value that a task left behind under a key. */
  record TaskValue(TaskKey task, String key) implements Reference {

    public TaskValue {
      Check.that(!key.isEmpty(), "key of a task value", key, "a name");
    }

    @Override
    public String text() {
      return "tasks." + task + ".values." + Identifier.written(key);
    }
  }

  /** What an SQL task found. */
  record Output(TaskKey task, Output.Field field) implements Reference {

    /** What an SQL task leaves behind as a whole. */
    public enum Field implements Written {
      ROWS,
      ALERT_STATE
    }

    @Override
    public String text() {
      return "tasks." + task + ".output." + field.written();
    }
  }

  /** One column of the first row that an SQL task found. */
  record FirstRow(TaskKey task, String column) implements Reference {

    public FirstRow {
      Check.that(!column.isEmpty(), "column", column, "a name");
    }

    @Override
    public String text() {
      return "tasks." + task + ".output.first_row." + Identifier.written(column);
    }
  }

  /** A fact about the workspace. */
  record Workspace(Workspace.Field field) implements Reference {

    /** What is known of a workspace. */
    public enum Field implements Written {
      ID,
      URL
    }

    @Override
    public String text() {
      return "workspace." + field.written();
    }
  }

  /** The element that an iteration of a for-each task is about. */
  record Input() implements Reference {

    @Override
    public String text() {
      return "input";
    }
  }

  /**
   * A field of that element.
   *
   * @param path from the element inwards; at least one name
   */
  record InputField(List<String> path) implements Reference {

    public InputField {
      path = names("field of the input", path);
    }

    @Override
    public String text() {
      return "input." + Identifier.written(path);
    }
  }

  /** The time that a back-fill run stands for. */
  record Backfill(TimeArg part) implements Reference {

    @Override
    public String text() {
      return "backfill." + part.written();
    }
  }

  /** A secret. Its value belongs into no journal, log or answer. */
  record Secret(String scope, String key) implements Reference {

    /** What the names of scopes and keys may look like. */
    static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_.@-]{1,128}");

    public Secret {
      checkName("secret scope", scope);
      checkName("secret key", key);
    }

    private static void checkName(String what, String name) {
      Check.that(
          PATTERN.matcher(name).matches(),
          what,
          name,
          "1 to 128 letters, digits, '_', '-', '.' or '@'");
    }

    @Override
    public String text() {
      return "secrets/" + scope + "/" + key;
    }
  }

  private static List<String> names(String what, List<String> path) {
    Check.that(
        !path.isEmpty() && path.stream().noneMatch(String::isEmpty),
        what,
        path,
        "names, not empty");
    return List.copyOf(path);
  }
}
