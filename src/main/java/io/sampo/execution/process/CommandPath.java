package io.sampo.execution.process;

import io.sampo.execution.AttemptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program of a command lies, found as a shell would find it. */
public final class CommandPath {

  private CommandPath() {}

  /**
   * The file to execute.
   *
   * @param program a name to be looked up, or a path when it holds a slash
   * @param searchPath folders divided by colons, as in {@code PATH}
   * @param directory what relative paths start from
   * @throws AttemptException if there is none, or it may not be executed
   */
  public static Path find(String program, String searchPath, Path directory)
      throws AttemptException {
    return program.indexOf('/') < 0
        ? lookUp(program, searchPath, directory)
        : executable(program, directory.resolve(program));
  }

  private static Path lookUp(String program, String searchPath, Path directory)
      throws AttemptException {
    for (var folder : searchPath.split(":", -1)) {
      var candidate = directory.resolve(folder).resolve(program);
      if (!program.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AttemptException(
        false,
        "command not found: '%s' (expected: an executable file in PATH=%s)"
            .formatted(program, searchPath));
  }

  private static Path executable(String program, Path file) throws AttemptException {
    if (!Files.isRegularFile(file)) {
      throw new AttemptException(
          false, "command not found: '%s' (expected: a file at %s)".formatted(program, file));
    }
    if (!Files.isExecutable(file)) {
      throw new AttemptException(
          false,
          "command may not be executed: '%s' (expected: execute permission on %s)"
              .formatted(program, file));
    }
    return file;
  }
}
