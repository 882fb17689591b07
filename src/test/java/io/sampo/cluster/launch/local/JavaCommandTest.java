package io.sampo.cluster.launch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  @Test
  void a_node_is_started_as_this_process_was_without_what_serves_one_process() {
    var line =
        List.of(
            "java",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:AOTCache=/dist/start.aot",
            "-Dsampo.home=/dist",
            "-Dsampo.stdout.terminal=true",
            "-Dsampo.node.name=c1",
            "-Dpekko.remote.artery.canonical.port=2551",
            "-agentlib:jdwp=transport=dt_socket,address=5005",
            "-Xmx1g",
            "-cp",
            "/dist/lib/*",
            "io.sampo.cli.Sampo",
            "node",
            "-D",
            "sampo.node.roles=coordinator");

    var command = JavaCommand.of("/jdk/bin/java", line, "unused");

    assertThat(command.words())
        .containsExactly(
            "/jdk/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:AOTCache=/dist/start.aot",
            "-Dsampo.home=/dist",
            "-Xmx1g",
            "-cp",
            "/dist/lib/*",
            "io.sampo.cli.Sampo");
  }

  @Test
  void a_process_that_is_no_command_of_sampo_gives_its_class_path() {
    var command = JavaCommand.of("/jdk/bin/java", List.of("java", "-jar", "booter.jar"), "a:b");

    assertThat(command.words())
        .containsExactly(
            "/jdk/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "a:b",
            "io.sampo.cli.Sampo");
  }

  @Test
  void further_flags_stand_before_the_main_class() {
    var command = new JavaCommand(List.of("java", "-Xmx1g", "Main")).with(List.of("-Xmx2g"));

    assertThat(command.words()).containsExactly("java", "-Xmx1g", "-Xmx2g", "Main");
  }

  @Test
  void this_process_has_a_binary_that_exists() throws IOException {
    var binary = Path.of(JavaCommand.ofThisProcess().words().getFirst());

    assertThat(binary).isAbsolute();
    assertThat(Files.isExecutable(binary)).isTrue();
  }
}
