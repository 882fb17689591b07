package io.sampo.cli.process;

import io.sampo.execution.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's optimizing compiler (C2), which saves time later and takes it now: half of what a node
 * does in its first seconds.
 */
public final class OptimizingCompiler {

  private static final Logger LOG = LoggerFactory.getLogger(OptimizingCompiler.class);
  private static final Path THREADS = Path.of("/proc/self/task");

  /** What Linux keeps of the name of its threads. */
  private static final String NAME = "C2 CompilerThre";

  /** On processors that others want, too, a tenth of what each of them gets. */
  private static final int NICENESS = 10;

  private OptimizingCompiler() {}

  /**
   * From here on it works where nothing else wants to, for the most part: threads that it adds
   * later are as its first. A gain only: where it cannot be, all is as before.
   */
  public static void giveWay() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (var threads = Files.newDirectoryStream(THREADS)) {
      for (var thread : threads) {
        if (Files.readString(thread.resolve("comm")).strip().equals(NAME)) {
          var id = Integer.parseInt(thread.getFileName().toString());
          var result = Posix.setNiceness(id, NICENESS);
          LOG.debug("{}: niceness {}, {}", NAME, NICENESS, result);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} has the priority that it had: {}", NAME, e.toString());
    }
  }
}
