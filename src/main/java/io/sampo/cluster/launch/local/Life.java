package io.sampo.cluster.launch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process, told from all others that had or will have its number by when it started.
 *
 * @param pid its number
 * @param startTicks when it started, in ticks since the machine did
 */
record Life(long pid, long startTicks) {

  /** Fields of {@code /proc/PID/stat} behind the name, which ends with the last parenthesis. */
  private static final int STATE = 0;

  private static final int START_TICKS = 19;

  /** The process of which {@code file} holds a copy of its {@code /proc/PID/stat}. */
  static Optional<Life> recorded(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Empty if the line was never written to its end. */
  private static Optional<Life> parse(String stat) {
    var fields = fields(stat);
    var blank = stat.indexOf(' ');
    return fields.length > START_TICKS && blank > 0
        ? Optional.of(
            new Life(Long.parseLong(stat.substring(0, blank)), Long.parseLong(fields[START_TICKS])))
        : Optional.empty();
  }

  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
  }

  /** Whether it still runs; one that ended and was never asked after does not. */
  boolean isAlive() {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var state = fields(stat)[STATE];
      return parse(stat).filter(this::equals).isPresent()
          && !state.equals("Z")
          && !state.equals("X");
    } catch (IOException gone) {
      return false;
    }
  }

  /** Asks it to end, or ends it. */
  void end(boolean atOnce) {
    if (isAlive()) {
      ProcessHandle.of(pid)
          .ifPresent(process -> {
            var _ = atOnce ? process.destroyForcibly() : process.destroy();
          });
    }
  }
}
