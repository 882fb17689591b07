package io.sampo.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task does, one variant for each kind of task. Paths of files are absolute; the bytes they
 * held when the run was submitted are what counts, and are found by {@link Submission#files}.
 */
public sealed interface Work {

  /** Paths of the files this work is made of, each of them pinned when a run is submitted. */
  List<String> files();

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
    public List<String> files() {
      return file == null ? List.of() : List.of(file);
    }
  }
}
