package io.sampo.cli.session;

import io.sampo.cli.process.Interrupts;
import io.sampo.cli.process.JvmSignals;
import io.sampo.cli.view.LiveView;
import io.sampo.cli.view.PlainView;
import io.sampo.cli.view.RunView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command finds around it.
 *
 * @param out for results, always in UTF-8
 * @param err for progress and complaints
 * @param current what relative paths of the command line start from
 * @param properties of the JVM; {@code scripts/sampo} tells by them what the terminal is like
 * @param interrupts the signals that were sent, as far as anybody listens
 * @param signals makes a place the one that signals are led to
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Path current,
    Map<String, String> environment,
    Map<String, String> properties,
    Clock clock,
    Interrupts interrupts,
    Consumer<Interrupts> signals) {

  private static final int COLUMNS = 80;

  /** With an unknown height nothing is folded that fits on a tall terminal. */
  private static final int ROWS = 42;

  public Surroundings {
    environment = Map.copyOf(environment);
    properties = Map.copyOf(properties);
  }

  /** Those of this process. */
  public static Surroundings ofThisProcess(Interrupts interrupts) {
    var properties = new HashMap<String, String>();
    for (var name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    return new Surroundings(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        properties,
        Clock.systemUTC(),
        interrupts,
        JvmSignals::leadTo);
  }

  /** The view that this terminal, or whatever stderr is, allows. */
  RunView view(Path runFolder, String title) {
    return isLive()
        ? new LiveView(err, runFolder, title, columns(), rows())
        : new PlainView(err, runFolder);
  }

  /** A path of the command line; as it was written, if that means the same to this process. */
  public Path resolve(Path path) {
    return current.equals(Path.of("").toAbsolutePath()) ? path : current.resolve(path);
  }

  /** Who is using this process, as journals name them. */
  public String user() {
    return properties.getOrDefault("user.name", "somebody");
  }

  /** Whether stack traces are asked for. */
  public boolean isDebugging() {
    return environment.getOrDefault("SAMPO_DEBUG", "").equals("1");
  }

  /** Characters in a row of the terminal. */
  public int columns() {
    return number("columns", COLUMNS);
  }

  /** Rows of the terminal. */
  public int rows() {
    return number("rows", ROWS);
  }

  /** Whether stderr is a terminal on which things may be redrawn. */
  public boolean isLive() {
    return properties.getOrDefault("sampo.stderr.terminal", "").equals("true")
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private int number(String name, int fallback) {
    try {
      var text = properties.getOrDefault("sampo.terminal." + name, "");
      var number = Integer.parseInt(text);
      return number > 0 ? number : fallback;
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
