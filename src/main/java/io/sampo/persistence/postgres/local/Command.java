package io.sampo.persistence.postgres.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program of the server to its end. */
final class Command {

  private static final long SECONDS_MAX = 120;

  /** How it ended, and what it printed. */
  record Ended(int exit, String output) {}

  private Command() {}

  /**
   * Runs {@code command}.
   *
   * @param log takes what the program and all it leaves behind print; otherwise that is returned,
   *     and the program must leave nothing behind
   */
  static Ended run(List<String> command, Optional<Path> log) throws IOException {
    var output = log.isPresent() ? log.get() : Files.createTempFile("sampo-postgres", ".txt");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s: not done after %d s".formatted(command, SECONDS_MAX));
      }
      return new Ended(
          process.exitValue(),
          log.isPresent() ? "" : Files.readString(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + ": interrupted", e);
    } finally {
      if (log.isEmpty()) {
        Files.delete(output);
      }
    }
  }
}
