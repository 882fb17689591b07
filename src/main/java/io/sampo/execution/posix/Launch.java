package io.sampo.execution.posix;

import io.sampo.model.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process to be started.
 *
 * @param program the file to execute, absolute
 * @param command the program's own name for itself, and its arguments
 * @param environment all of it: nothing is inherited
 * @param directory where it starts; exists
 * @param log where its standard output and error are appended; created if it is missing
 */
public record Launch(
    String program,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    command.forEach(word -> refuseNul("command", word));
    environment.forEach((name, value) -> refuseNul("environment", name + "=" + value));
  }

  /** The environment as the C library wants it, in the order of its names. */
  List<String> environmentEntries() {
    return new TreeMap<>(environment)
        .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }

  private static void refuseNul(String what, String text) {
    Check.that(text.indexOf('\0') < 0, what, text.replace("\0", "\\0"), "no NUL character");
  }
}
