package io.sampo.definition.schema;

import io.sampo.definition.setting.NotYet;
import io.sampo.model.Limits;
import io.sampo.model.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shapes of what tasks do, one for each kind that runs. */
final class WorkShapes {

  /** The kinds that run, in the order they are told. */
  static final List<String> KINDS =
      List.of(
          "notebook_task",
          "java_task",
          "shell_task",
          "sql_task",
          "condition_task",
          "for_each_task",
          "run_job_task");

  private static final String WAREHOUSE = "Accepted; SQL runs on the node.";

  private WorkShapes() {}

  static Shape work(String kind) {
    return switch (kind) {
      case "notebook_task" -> notebook();
      case "java_task" -> javaClass();
      case "shell_task" -> shell();
      case "sql_task" -> sql();
      case "condition_task" -> condition();
      case "for_each_task" -> loop();
      case "run_job_task" -> runJob();
      default -> throw new AssertionError(kind);
    };
  }

  private static Shape notebook() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "notebook_path",
        path("The notebook, relative to the job file; its extension may be left out."));
    fields.put(
        "base_parameters",
        texts("Values of its widgets, unless a job parameter of the same name has one."));
    fields.put("source", source());
    fields.put("warehouse_id", Shape.text().described(WAREHOUSE));
    return Shape.fields(fields).requiring("notebook_path").described("A notebook.");
  }

  private static Shape javaClass() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("main_class_name", Shape.filledText().described("Such as org.example.Load."));
    fields.put("jar", path("Where the class is; left out if the worker has it anyway."));
    fields.put("parameters", texts("What the class is told."));
    return Shape.fields(fields)
        .requiring("main_class_name")
        .ours("A class that implements Sampo's task interface, in the worker's own JVM.");
  }

  private static Shape shell() {
    var fields = new LinkedHashMap<String, Shape>();
    var words = Shape.listOf(Shape.text()).with("minItems", 1);
    fields.put(
        "command",
        new Shape(Map.of("anyOf", List.of(Shape.filledText(), words)))
            .described("A line for /bin/sh, or a program and its arguments."));
    fields.put(
        "env", texts("Variables for the command. Prefer them to references within the command."));
    fields.put(
        "working_directory", path("Where it starts; else in an empty folder of its attempt."));
    return Shape.fields(fields).requiring("command").ours("A command in a process group.");
  }

  private static Shape sql() {
    var file = new LinkedHashMap<String, Shape>();
    file.put("path", path("The file, relative to the job file."));
    file.put("source", source());
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("statement", Shape.filledText().ours("The SQL itself."));
    fields.put("file", Shape.fields(file).requiring("path").described("A file with the SQL."));
    fields.put(
        "jdbc_url", Shape.filledText().ours("The database; else a DuckDB for the attempt alone."));
    fields.put("parameters", texts("Values for markers such as :name."));
    fields.put("warehouse_id", Shape.text().described(WAREHOUSE));
    JobShapes.putRefused(fields, NotYet.SQL);
    return Shape.fields(fields)
        .requiringOneOf(List.of("statement", "file"))
        .described("SQL over JDBC.");
  }

  private static Shape condition() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "op",
        Shape.choice(Stream.of(Work.Comparison.values()).map(Enum::name).toList())
            .described("The first two compare text, the others numbers."));
    fields.put("left", Shape.text().described("Text that may hold references."));
    fields.put("right", Shape.text().described("Text that may hold references."));
    return Shape.fields(fields)
        .requiring("op", "left", "right")
        .described("A comparison. Tasks that depend on it may ask for its outcome.");
  }

  private static Shape loop() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "inputs",
        Shape.of(List.of("string", "array"))
            .described(
                "What it goes through: a JSON array as text, text with references that becomes"
                    + " one, or (Sampo's own) a list."));
    fields.put(
        "inputs_file",
        path("").ours("A JSON array or JSON lines, relative to the job file, read with the job."));
    fields.put(
        "concurrency",
        Shape.whole(1, Limits.CONCURRENCY_MAX)
            .with("default", 1)
            .described("Iterations at the same time."));
    fields.put(
        "task",
        Shape.defined(TaskShapes.REPEATED)
            .described("What is done with each; {{input}} stands for the element."));
    return Shape.fields(fields)
        .requiring("task")
        .requiringOneOf(List.of("inputs", "inputs_file"))
        .described("A task for each element of an array.");
  }

  private static Shape runJob() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("job_file", path("").ours("Another job file, relative to this one."));
    fields.put("job_parameters", texts("Parameters of that job, in place of their defaults."));
    JobShapes.putRefused(fields, NotYet.RUN_JOB);
    return Shape.fields(fields).requiring("job_file").described("A run of another job.");
  }

  private static Shape path(String description) {
    return Shape.filledText().described(description);
  }

  private static Shape texts(String description) {
    return Shape.mappingOf(Shape.anyText()).described(description);
  }

  private static Shape source() {
    return Shape.word(List.of("WORKSPACE")).described("Always beside the job file.");
  }
}
