package io.sampo.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OptimizingCompilerTest {

  /** Fields behind the name: the state is the first, the niceness the 17th. */
  private static final int NICENESS = 16;

  @Test
  void it_gives_way_and_nobody_else_does() throws IOException {
    OptimizingCompiler.giveWay();

    assertThat(niceness(true)).isNotEmpty().allMatch(nice -> nice == 10);
    assertThat(niceness(false)).isNotEmpty().noneMatch(nice -> nice == 10);
  }

  private static List<Integer> niceness(boolean compiler) throws IOException {
    var found = new ArrayList<Integer>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (var thread : threads) {
        var stat = Files.readString(thread.resolve("stat"));
        var end = stat.lastIndexOf(')');
        if (stat.substring(0, end).endsWith("(C2 CompilerThre") == compiler) {
          found.add(Integer.parseInt(stat.substring(end + 2).split(" ", -1)[NICENESS]));
        }
      }
    }
    return found;
  }
}
