package io.sampo.model;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task does, one variant for each kind of task. Paths of files are absolute; the bytes they
 * held when the run was submitted are what counts, and are found by {@link Submission#files}.
 */
public sealed interface Work {

  /** Paths of the files this work is made of, each of them pinned when a run is submitted. */
  List<String> files();

  /** Names of the jobs that it runs. */
  default List<String> jobs() {
    return List.of();
  }

  /**
   * The same with every text that may hold references replaced by what {@code fill} makes of it.
   */
  Work filled(UnaryOperator<String> fill);

  /** Whether the run itself carries it out, without any worker. */
  default boolean needsNoWorker() {
    return switch (this) {
      case Shell _, JavaClass _, Notebook _, Sql _ -> false;
      case Condition _, ForEach _, RunJob _ -> true;
    };
  }

  private static Map<String, String> filled(Map<String, String> texts, UnaryOperator<String> fill) {
    return texts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, text -> fill.apply(text.getValue())));
  }

  /**
   * A command in a process group of its own.
   *
   * @param command program and arguments
   * @param environment added to the little that every task's process gets
   * @param workingDirectory where it starts; null for an empty folder of its attempt
   */
  record Shell(
      List<String> command, Map<String, String> environment, @Nullable String workingDirectory)
      implements Work {

    public Shell {
      Check.that(!command.isEmpty(), "command", command, "at least one word");
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    @Override
    public Shell filled(UnaryOperator<String> fill) {
      var words = command.stream().map(fill).toList();
      return new Shell(words, Work.filled(environment, fill), workingDirectory);
    }

    @Override
    public List<String> files() {
      return List.of();
    }
  }

  /**
   * A class that implements Sampo's task interface, run in the worker's own JVM.
   *
   * @param jar where the class is found; null when it is on the worker's class path
   */
  record JavaClass(String mainClassName, @Nullable String jar, Map<String, String> parameters)
      implements Work {

    public JavaClass {
      parameters = Map.copyOf(parameters);
    }

    @Override
    public JavaClass filled(UnaryOperator<String> fill) {
      return new JavaClass(mainClassName, jar, Work.filled(parameters, fill));
    }

    @Override
    public List<String> files() {
      return jar == null ? List.of() : List.of(jar);
    }
  }

  /**
   * A notebook, run in a process of its own.
   *
   * @param notebook its file, extension included; the extension is its language
   * @param baseParameters values of its widgets, unless a job parameter of the same name has one
   */
  record Notebook(String notebook, Map<String, String> baseParameters) implements Work {

    public Notebook {
      baseParameters = Map.copyOf(baseParameters);
    }

    @Override
    public Notebook filled(UnaryOperator<String> fill) {
      return new Notebook(notebook, Work.filled(baseParameters, fill));
    }

    @Override
    public List<String> files() {
      return List.of(notebook);
    }
  }

  /**
   * SQL over JDBC. Exactly one of {@code statement} and {@code file} is given.
   *
   * @param jdbcUrl the database; null for a DuckDB in memory that lives as long as the attempt
   * @param parameters values for markers of the form {@code :name}
   */
  record Sql(
      @Nullable String statement,
      @Nullable String file,
      @Nullable String jdbcUrl,
      Map<String, String> parameters)
      implements Work {

    public Sql {
      Check.that(
          (statement == null) != (file == null),
          "sql_task",
          "statement and file",
          "exactly one of them");
      parameters = Map.copyOf(parameters);
    }

    @Override
    public Sql filled(UnaryOperator<String> fill) {
      return new Sql(
          statement == null ? null : fill.apply(statement),
          file,
          jdbcUrl == null ? null : fill.apply(jdbcUrl),
          Work.filled(parameters, fill));
    }

    @Override
    public List<String> files() {
      return file == null ? List.of() : List.of(file);
    }
  }

  /** How a condition task compares its two sides. */
  public enum Comparison {
    EQUAL_TO,
    NOT_EQUAL,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    LESS_THAN,
    LESS_THAN_OR_EQUAL
  }

  /**
   * A comparison, decided from what is recorded of the run.
   *
   * @param left text that may hold references
   * @param right text that may hold references
   */
  record Condition(Comparison operator, String left, String right) implements Work {

    @Override
    public Condition filled(UnaryOperator<String> fill) {
      return new Condition(operator, fill.apply(left), fill.apply(right));
    }

    @Override
    public List<String> files() {
      return List.of();
    }
  }

  /**
   * A task for each element of an array.
   *
   * @param inputs a JSON array, or text with references that become one
   * @param concurrency iterations that may run at the same time; at least 1
   * @param task what is done with each; depends on nothing, and its references see the input
   */
  record ForEach(String inputs, int concurrency, TaskDefinition task) implements Work {

    public ForEach {
      Check.range("concurrency", concurrency, 1, Limits.CONCURRENCY_MAX);
      Check.that(task.dependsOn().isEmpty(), "depends_on", task.dependsOn(), "none in a loop");
      Check.that(!(task.work() instanceof ForEach), "task", task.key(), "no loop within a loop");
    }

    /** Only the inputs: the task's references mean something else in each iteration. */
    @Override
    public ForEach filled(UnaryOperator<String> fill) {
      return new ForEach(fill.apply(inputs), concurrency, task);
    }

    @Override
    public List<String> files() {
      return task.work().files();
    }

    @Override
    public List<String> jobs() {
      return task.work().jobs();
    }
  }

  /**
   * A run of another job.
   *
   * @param job its name, by which {@link Submission#jobs} finds its definition
   * @param parameters of the job, in place of their defaults
   */
  record RunJob(String job, Map<String, String> parameters) implements Work {

    public RunJob {
      parameters = Map.copyOf(parameters);
    }

    @Override
    public RunJob filled(UnaryOperator<String> fill) {
      return new RunJob(job, Work.filled(parameters, fill));
    }

    @Override
    public List<String> files() {
      return List.of();
    }

    @Override
    public List<String> jobs() {
      return List.of(job);
    }
  }
}
