package io.sampo.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What W5 comes to without Sampo: so many processes of the same command, as many at a time, each in
 * a folder of its own and with a log, started by the JDK's {@link ProcessBuilder}.
 */
final class BareLoop {

  private BareLoop() {}

  /**
   * Runs it.
   *
   * @param folder that it leaves its files in
   * @return processes a second
   * @throws IOException if one of them cannot be started, or does not end well
   */
  static double rate(Path folder, int processes, int atOnce)
      throws IOException, InterruptedException {
    var began = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      var calls =
          IntStream.range(0, processes)
              .<Callable<Integer>>mapToObj(number -> () -> start(folder.resolve("t" + number)))
              .toList();
      for (var call : threads.invokeAll(calls)) {
        if (call.get() != 0) {
          throw new IOException("%s: exit %d".formatted(Workload.TRUE, call.get()));
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
    return processes * 1e9 / (System.nanoTime() - began);
  }

  private static int start(Path folder) throws IOException, InterruptedException {
    var work = Files.createDirectories(folder.resolve("0").resolve("work"));
    return new ProcessBuilder("/bin/sh", "-c", Workload.TRUE)
        .directory(work.toFile())
        .redirectErrorStream(true)
        .redirectOutput(work.resolveSibling("log").toFile())
        .start()
        .waitFor();
  }
}
