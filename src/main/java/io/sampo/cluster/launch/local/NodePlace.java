package io.sampo.cluster.launch.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The folder of one node. Whoever has the lock in it is the node: a shell takes it, writes down
 * which process it is, and becomes the JVM, so that nothing runs there unknown, and a second start
 * ends at once. The lock goes with the process, however that ends.
 *
 * @param folder below that of its cluster, in which {@link #REMOVED} says that nothing may start
 */
record NodePlace(Path folder) {

  /** In the cluster's folder: no node of it may start any more. */
  static final String REMOVED = "removed";

  /** What the node says before it has a log. */
  private static final String OUTPUT = "node.out";

  private static final String LOCK = "lock";
  private static final String PROCESS = "process";
  private static final int TAIL_LINES = 5;
  private static final int TAIL_BYTES = 8 * 1024;

  private static final String SCRIPT =
      """
      cd "$1" || exit 1
      shift
      exec 9>> lock || exit 1
      flock --nonblock 9 || exit 0
      if [ -e ../removed ]; then exit 0; fi
      read -r life < /proc/$$/stat || exit 1
      printf '%s\\n' "$life" > process || exit 1
      exec "$@" >> node.out 2>&1 < /dev/null
      """;

  /** Whether the node's process is there. */
  boolean isAlive() throws IOException {
    var life = Life.recorded(folder.resolve(PROCESS));
    return life.isPresent() && life.get().isAlive();
  }

  /** Whether there was a process that is gone. */
  boolean isDead() throws IOException {
    return Files.exists(folder.resolve(PROCESS)) && !isAlive();
  }

  /** Starts the node in a session of its own, unless it is there. */
  void start(List<String> command) throws IOException {
    Files.createDirectories(folder);
    var words = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, "sampo-node"));
    words.add(folder.toString());
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    // Whatever the environment says of settings would win over what the node is told.
    builder.environment().keySet().removeIf(name -> name.startsWith("SAMPO_"));
    builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(OUTPUT).toFile()));
    builder.start();
  }

  /** Asks the node to end, or ends it; nothing happens if it is not there. */
  void end(boolean atOnce) throws IOException {
    Life.recorded(folder.resolve(PROCESS)).ifPresent(life -> life.end(atOnce));
  }

  /** Lets it be forgotten that there was a process, which is gone. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve(PROCESS));
  }

  /** Whether within {@code limit} nobody has the lock, so that nothing runs here. */
  boolean isFree(Duration limit) throws IOException, InterruptedException {
    var seconds = "%.3f".formatted(limit.toMillis() / 1000.0);
    var lock = folder.resolve(LOCK).toString();
    var process =
        new ProcessBuilder("flock", "--timeout", seconds, lock, "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(limit.toMillis() + 10_000, TimeUnit.MILLISECONDS)
          && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }

  /** The last lines that it said without a log; empty if there are none. */
  String lastWords() throws IOException {
    try (var file = FileChannel.open(folder.resolve(OUTPUT))) {
      var bytes = ByteBuffer.allocate((int) Math.min(file.size(), TAIL_BYTES));
      file.read(bytes, file.size() - bytes.capacity());
      var lines = UTF_8.decode(bytes.flip()).toString().strip().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (NoSuchFileException none) {
      return "";
    }
  }
}
