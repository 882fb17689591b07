package io.sampo.cli.process;

import io.sampo.execution.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's optimizing compiler (C2), which saves time later and takes it now: two fifths of what a
 * node does that has much to do as it begins.
 */
public final class OptimizingCompiler {

  private static final Logger LOG = LoggerFactory.getLogger(OptimizingCompiler.class);
  private static final Path THREADS = Path.of("/proc/self/task");

  /** What Linux keeps of the name of its threads. */
  private static final String NAME = "C2 CompilerThre";

  /** On processors that others want, too, a tenth of what each of them gets. */
  private static final int NICENESS = 10;

  private static final int NICENESS_FIELD = 16;

  private OptimizingCompiler() {}

  /**
   * From here on it works where nothing else wants to, for the most part. One that the JVM adds
   * later, on more processors, may have the priority of whoever adds it. A gain only: where it
   * cannot be, all is as before.
   */
  public static void giveWay() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (var threads = Files.newDirectoryStream(THREADS)) {
      threads.forEach(OptimizingCompiler::giveWay);
    } catch (IOException e) {
      LOG.debug("{} has the priority that it had", NAME, e);
    }
  }

  private static void giveWay(Path thread) {
    try {
      var stat = Files.readString(thread.resolve("stat"));
      if (stat.contains("(" + NAME + ")") && niceness(stat) < NICENESS) {
        var id = Integer.parseInt(thread.getFileName().toString());
        LOG.debug("{}: {}", NAME, Posix.setNiceness(id, NICENESS));
      }
    } catch (IOException e) {
      LOG.debug("{} has ended", thread, e);
    }
  }

  /** Its place among the fields behind the name: see proc_pid_stat(5). */
  private static int niceness(String stat) {
    return Integer.parseInt(
        stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICENESS_FIELD]);
  }
}
