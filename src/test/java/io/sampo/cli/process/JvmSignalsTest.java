package io.sampo.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.signal.Heeding;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class JvmSignalsTest {

  @ParameterizedTest(name = "the first {0} is told and ends nothing by itself")
  @EnumSource
  void the_first_signal_is_told_and_ends_nothing_by_itself(Interrupts.Kind kind)
      throws IOException, InterruptedException {
    var probe = start();
    var said = probe.inputReader(UTF_8);
    assertThat(said.readLine()).isEqualTo("ready");

    send(kind, probe);

    assertThat(said.readLine()).isEqualTo("first");
    assertThat(probe.waitFor()).isEqualTo(100 + kind.exitCode() % 100);
  }

  @Test
  void the_second_ctrl_c_ends_the_process_on_the_spot() throws IOException, InterruptedException {
    var probe = start("stay");
    BufferedReader said = probe.inputReader(UTF_8);
    assertThat(said.readLine()).isEqualTo("ready");
    send(Interrupts.Kind.INT, probe);
    assertThat(said.readLine()).isEqualTo("first");

    send(Interrupts.Kind.INT, probe);

    assertThat(probe.waitFor()).isEqualTo(130);
  }

  private static Process start(String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var command =
        new ArrayList<>(List.of(java, "-Xshare:auto", "-cp", path, SignalProbe.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(Heeding.signals(command))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void send(Interrupts.Kind kind, Process process)
      throws IOException, InterruptedException {
    var pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + kind, pid).start().waitFor()).isZero();
  }
}
