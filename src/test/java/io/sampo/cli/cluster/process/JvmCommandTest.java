package io.sampo.cli.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmCommandTest {

  @TempDir private Path folder;

  @Test
  void a_node_runs_with_the_jdk_and_the_distribution_of_the_command_that_starts_it()
      throws IOException {
    Files.createFile(folder.resolve("start.aot"));
    var command =
        new JvmCommand(
            Map.of("java.home", "/jdk", "sampo.home", folder.toString()),
            Map.of("SAMPO_JAVA_OPTS", " -Xmx2g  -Da=b "));

    var words = command.words(Path.of("/data"), Path.of("/data/node.conf"));

    assertThat(words)
        .startsWith("/jdk/bin/java")
        .contains("-XX:AOTCache=" + folder.resolve("start.aot"), "-XX:+ExitOnOutOfMemoryError")
        .containsSubsequence("-Xmx512m", "-Xmx2g", "-Da=b", "-cp", folder + "/lib/*")
        .endsWith("io.sampo.cli.Sampo", "node", "--data", "/data", "--config", "/data/node.conf");
  }

  @Test
  void the_script_gives_a_node_the_same_flags() throws IOException {
    var script = Files.readString(Path.of("scripts/sampo"));

    assertThat(JvmCommand.FLAGS).allSatisfy(flag -> assertThat(script).contains(flag));
  }
}
