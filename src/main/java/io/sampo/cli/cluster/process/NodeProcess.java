package io.sampo.cli.cluster.process;

import io.sampo.artifact.SmallFile;
import io.sampo.execution.posix.Posix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process by its number and its start: a number that was given to another process since, or that
 * is from before the machine was booted, names nobody.
 *
 * @param started in clock ticks since the machine was booted
 * @param boot which of the machine's boots that was
 */
public record NodeProcess(int pid, long started, String boot) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Pattern LINE = Pattern.compile("(\\d{1,9}) (\\d{1,18}) (\\S+)\\s*");

  /** Fields of {@code /proc/PID/stat} behind the program's name. */
  private static final int STATE = 0;

  private static final int STARTED = 19;

  /** The process that calls this. */
  public static NodeProcess current() throws IOException {
    var pid = (int) ProcessHandle.current().pid();
    var fields = stat(pid);
    if (fields.length <= STARTED) {
      throw new IOException("/proc/%d/stat (expected: to be readable)".formatted(pid));
    }
    return new NodeProcess(pid, Long.parseLong(fields[STARTED]), thisBoot());
  }

  /** The process that {@code file} names, if it still runs. */
  public static Optional<NodeProcess> alive(Path file) {
    var line = LINE.matcher(read(file));
    if (!line.matches()) {
      return Optional.empty();
    }
    var named =
        new NodeProcess(
            Integer.parseInt(line.group(1)), Long.parseLong(line.group(2)), line.group(3));
    return named.isAlive() ? Optional.of(named) : Optional.empty();
  }

  /** Makes {@code file} name this process, in one step. */
  public void write(Path file) throws IOException {
    SmallFile.write(file, "%d %d %s%n".formatted(pid, started, boot));
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return isStill(stat(pid));
  }

  /** Whether it is paused by a signal. */
  public boolean isStopped() {
    var fields = stat(pid);
    return isStill(fields) && fields[STATE].equals("T");
  }

  /** Sends a signal; false if it has ended. */
  public boolean signal(NodeSignal signal) {
    return isAlive() && Posix.kill(pid, signal.number()) == 0;
  }

  private boolean isStill(String[] fields) {
    return fields.length > STARTED
        && !fields[STATE].equals("Z")
        && !fields[STATE].equals("X")
        && Long.parseLong(fields[STARTED]) == started
        && thisBoot().equals(boot);
  }

  private static String[] stat(int pid) {
    var text = read(Path.of("/proc", Integer.toString(pid), "stat"));
    var name = text.lastIndexOf(')');
    return name < 0 ? new String[0] : text.substring(name + 2).split(" ", -1);
  }

  private static String thisBoot() {
    return read(BOOT).strip();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
