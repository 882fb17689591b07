package io.sampo.execution.notebook;

import io.sampo.execution.AttemptException;
import java.util.Locale;
import java.util.Map;

/** Which languages of notebooks can be run, told by the file's extension. */
final class NotebookLanguage {

  /** Extensions of notebooks that cannot be run, and what to use in their place. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "py", "a shell_task that runs python3",
          "ipynb", "a shell_task that runs it with jupyter nbconvert --execute",
          "sql", "an sql_task, whose file may hold several statements",
          "scala", "a notebook in Java (.java)",
          "r", "a shell_task that runs Rscript");

  private NotebookLanguage() {}

  /** Throws unless {@code notebook} is in Java. */
  static void requireJava(String notebook) throws AttemptException {
    var extension = notebook.substring(notebook.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!extension.equals("java")) {
      throw new AttemptException(
          true,
          "notebook: '%s' (expected: a notebook in Java, *.java; use %s)"
              .formatted(notebook, REFUSED.getOrDefault(extension, "that")));
    }
  }
}
