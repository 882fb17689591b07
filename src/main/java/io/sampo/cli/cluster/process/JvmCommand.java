package io.sampo.cli.cluster.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node as a JVM of its own, with the JDK and the distribution that this one runs on: a build that
 * happens meanwhile changes nothing for a cluster that is up.
 *
 * @param properties of this JVM
 */
public record JvmCommand(Map<String, String> properties, Map<String, String> environment)
    implements NodeCommand {

  /**
   * What every JVM of Sampo is told; the same as in {@code scripts/sampo}. A JVM that runs out of
   * memory ends, so that others notice, instead of limping on. Of several heap sizes the last wins.
   */
  public static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xlog:disable",
          "-Xlog:all=warning,aot*=off,cds*=off:stderr",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xmx512m");

  public JvmCommand {
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  @Override
  public List<String> words(Path data, Path conf) {
    var home = properties.getOrDefault("sampo.home", "");
    var words = new ArrayList<String>();
    words.add(Path.of(properties.getOrDefault("java.home", ""), "bin", "java").toString());
    words.addAll(FLAGS);
    var cache = Path.of(home, "start.aot");
    if (!home.isEmpty()) {
      words.add("-Dsampo.home=" + home);
      if (Files.exists(cache)) {
        words.add("-XX:AOTCache=" + cache);
      }
    }
    Stream.of(environment.getOrDefault("SAMPO_JAVA_OPTS", "").split("\\s+", -1))
        .filter(option -> !option.isEmpty())
        .forEach(words::add);
    words.addAll(List.of("-cp", home.isEmpty() ? classPath() : home + "/lib/*"));
    words.addAll(List.of("io.sampo.cli.Sampo", "node"));
    words.addAll(List.of("--data", data.toString(), "--config", conf.toString()));
    return words;
  }

  /** A distribution's is short; where there is none, the one that this JVM was given. */
  private String classPath() {
    return Stream.of(properties.getOrDefault("java.class.path", "").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((before, next) -> before + File.pathSeparator + next)
        .orElse("");
  }
}
