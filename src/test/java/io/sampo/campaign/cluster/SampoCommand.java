package io.sampo.campaign.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.signal.Heeding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Calls of the command line, in a JVM of their own. */
public final class SampoCommand {

  private static final long LIMIT_MINUTES = 5;

  /** Nodes live for seconds here: what takes long to compile is never worth it. */
  private static final String NODE_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private SampoCommand() {}

  /**
   * Calls it with {@code folder/data}, and returns what it wrote on stdout.
   *
   * @throws IOException unless it ends well
   */
  static String call(Path folder, List<String> arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(java());
    words.addAll(arguments);
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = folder.resolve("command.log");
    var builder =
        new ProcessBuilder(Heeding.signals(words))
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("SAMPO_"));
    builder.environment().put("SAMPO_JAVA_OPTS", NODE_OPTIONS);
    var process = builder.start();
    var isOver = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!isOver || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          "%s: %s\n%s"
              .formatted(
                  arguments,
                  isOver ? "exit code " + process.exitValue() : "does not end",
                  Files.readString(err, UTF_8)));
    }
    return Files.readString(out, UTF_8);
  }

  /** The command of a node that has its settings in {@code conf}. */
  public static List<String> node(Path data, Path conf) {
    var words = new ArrayList<>(java());
    words.addAll(words.size() - 3, List.of("-XX:+UseSerialGC", "-Xmx512m"));
    words.addAll(List.of("node", "--data", data.toString(), "--config", conf.toString()));
    return words;
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath(),
        "io.sampo.cli.Sampo");
  }

  /** What is run without the tests' own classes and settings. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
