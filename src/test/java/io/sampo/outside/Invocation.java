package io.sampo.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.signal.Heeding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One call of the command line in a JVM of its own, which writes into files. */
public final class Invocation implements AutoCloseable {

  /** Far more than anything here takes, so that a slow machine fails no test. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private Invocation(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code arguments} in {@code folder}, with nothing of Sampo's in the environment. */
  static Invocation start(Path folder, String... arguments) throws IOException {
    return start(UnaryOperator.identity(), folder, List.of(arguments));
  }

  /**
   * The same in another place.
   *
   * @param there what words are to be run for these to be run there, by a process of the same id
   */
  public static Invocation start(
      UnaryOperator<List<String>> there, Path folder, List<String> arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words =
        new ArrayList<>(
            List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "io.sampo.cli.Sampo"));
    words.addAll(arguments);
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(there.apply(Heeding.signals(words)))
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SAMPO_"));
    return new Invocation(builder.start(), out, err);
  }

  /** What is run without the tests' own classes and settings. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits for {@code text} on stderr. */
  public void awaitErr(String text) {
    await().atMost(LIMIT).until(() -> err().contains(text));
  }

  /** Sends a signal to this process alone; {@code KILL} is a crash. */
  public void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits for the end, and returns the exit code. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** What it has written so far. */
  public String out() throws IOException {
    return Files.readString(out, UTF_8);
  }

  /** What it has complained of so far. */
  public String err() throws IOException {
    return Files.readString(err, UTF_8);
  }

  /** What stdout holds, which is one document and nothing else. */
  public JsonNode document() throws IOException {
    return new ObjectMapper().readTree(out());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
