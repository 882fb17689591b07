package io.sampo.launcher;

import io.sampo.signal.Heeding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command, where and with what it is run. Standard input is empty.
 *
 * @param environment set on top of this process's own; an empty value removes the variable
 */
record Command(Path folder, Map<String, String> environment, List<String> words) {

  private static final long MINUTES_MAX = 5;

  /** How a command ended, and all it wrote. */
  record Result(int exitCode, String stdout, String stderr) {}

  /** A command under way, whose output goes to files. */
  record Started(Process process, Path stdout, Path stderr) {

    /** Waits until the command has ended; kills it and throws after five minutes. */
    Result result() {
      try {
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("still running after 5 minutes: " + process.info());
        }
        return new Result(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + process.info(), e);
      }
    }
  }

  Result run() {
    return start().result();
  }

  Started start() {
    try {
      var stdout = Files.createTempFile("sampo-stdout", ".txt");
      var stderr = Files.createTempFile("sampo-stderr", ".txt");
      stdout.toFile().deleteOnExit();
      stderr.toFile().deleteOnExit();
      var builder =
          new ProcessBuilder(Heeding.signals(words))
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().putAll(environment);
      builder.environment().values().removeIf(String::isEmpty);
      return new Started(builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
