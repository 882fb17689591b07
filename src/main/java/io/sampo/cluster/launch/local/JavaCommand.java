package io.sampo.cluster.launch.local;

import io.sampo.model.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM of Sampo is started, up to the main class: the binary, its flags, the class path and,
 * if there is one, the AOT cache that halves the time to a cluster member.
 *
 * @param words the binary first, the main class last
 */
public record JavaCommand(List<String> words) {

  private static final String MAIN = "io.sampo.cli.Sampo";

  /** Flags that belong to one process: ports, recordings, its terminal and its own settings. */
  private static final List<String> OF_ONE_PROCESS =
      List.of(
          "-agentlib:jdwp",
          "-Xrunjdwp",
          "-XX:AOTCacheOutput",
          "-XX:AOTMode",
          "-XX:AOTConfiguration",
          "-XX:StartFlightRecording",
          "-Dcom.sun.management.jmxremote.port",
          "-Dsampo.",
          "-Dpekko.");

  private static final String HOME = "-Dsampo.home=";

  public JavaCommand {
    Check.that(words.size() >= 2, "java command", words, "a binary and a main class");
    words = List.copyOf(words);
  }

  /** The command this process was started by, without what can serve one process only. */
  public static JavaCommand ofThisProcess() throws IOException {
    var line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
    var words =
        new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .split("\0", -1);
    return of(binary(), List.of(words), System.getProperty("java.class.path", ""));
  }

  static JavaCommand of(String binary, List<String> commandLine, String classPath) {
    var main = commandLine.indexOf(MAIN);
    var command = new ArrayList<String>();
    command.add(binary);
    if (main > 0) {
      commandLine.subList(1, main).stream().filter(JavaCommand::isShared).forEach(command::add);
    } else {
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    }
    command.add(MAIN);
    return new JavaCommand(command);
  }

  /** The same with further flags of the JVM, which win over those before. */
  public JavaCommand with(List<String> flags) {
    var command = new ArrayList<>(words);
    command.addAll(words.size() - 1, flags);
    return new JavaCommand(command);
  }

  private static boolean isShared(String flag) {
    return flag.startsWith(HOME) || OF_ONE_PROCESS.stream().noneMatch(flag::startsWith);
  }

  private static String binary() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }
}
