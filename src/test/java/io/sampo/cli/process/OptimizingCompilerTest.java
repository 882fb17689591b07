package io.sampo.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OptimizingCompilerTest {

  /** Fields behind the name: the state is the first, the niceness the 17th. */
  private static final int NICENESS = 16;

  @Test
  void it_gives_way_and_nobody_else_does() throws IOException {
    var before = niceness();

    OptimizingCompiler.giveWay();

    var after = niceness();
    after.keySet().retainAll(before.keySet());
    assertThat(after.keySet()).anyMatch(OptimizingCompilerTest::isCompiler);
    assertThat(after)
        .allSatisfy((thread, niceness) -> {
          int least = isCompiler(thread) ? 10 : before.getOrDefault(thread, 0);
          int most = Math.max(least, before.getOrDefault(thread, 0));
          assertThat(niceness).isBetween(least, most);
        });
  }

  private static boolean isCompiler(String thread) {
    return thread.endsWith("(C2 CompilerThre)");
  }

  /** Of each thread, by its number and name. */
  private static Map<String, Integer> niceness() throws IOException {
    var found = new TreeMap<String, Integer>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (var thread : threads) {
        try {
          var stat = Files.readString(thread.resolve("stat"));
          var end = stat.lastIndexOf(')') + 1;
          var fields = stat.substring(end + 1).split(" ", -1);
          found.put(stat.substring(0, end), Integer.parseInt(fields[NICENESS]));
        } catch (IOException _) {
          // It has ended meanwhile.
        }
      }
    }
    return found;
  }
}
