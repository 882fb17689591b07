package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What signals do to a run whose tasks are deaf to TERM. */
@Tag("process")
final class SignalsTest {

  private static final String SHORT_GRACE = "sampo.task.grace=1s";

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} stops the tasks, exits {1} and leaves the run to resume")
  @CsvSource({"TERM, 143", "HUP, 129"})
  void a_stop_leaves_the_run_to_resume(String signal, int exitCode) throws Exception {
    var layers = Layers.in(folder);
    try (var run = layers.call("run", "job.yaml", "-D", SHORT_GRACE)) {
      layers.awaitSilver(0);

      run.signal(signal);

      assertThat(run.exitCode()).isEqualTo(exitCode);
      assertThat(run.err()).endsWith("scripts/sampo resume 1\n");
      layers.awaitNobodyLeft(0);
    }
    layers.letSilverEnd();
    try (var resumed = layers.call("resume", "-o", "json")) {
      assertThat(resumed.exitCode()).isZero();
      assertThat(layers.ran()).containsExactly("bronze 0", "silver 0", "silver 1", "gold 0");
      assertThat(Layers.attempts(resumed.document(), 1)).containsExactly("0 CANCELED", "1 SUCCESS");
    }
  }

  @Test
  void ctrl_c_cancels_the_run_for_good() throws Exception {
    var layers = Layers.in(folder);
    try (var run = layers.call("run", "job.yaml", "-D", SHORT_GRACE, "-o", "json")) {
      layers.awaitSilver(0);

      run.signal("INT");

      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(run.document().path("result").asText()).isEqualTo("CANCELED");
      layers.awaitNobodyLeft(0);
    }
    try (var resumed = layers.call("resume")) {
      assertThat(resumed.exitCode()).isZero();
      assertThat(layers.ran()).containsExactly("bronze 0", "silver 0");
    }
  }

  @Test
  void a_second_ctrl_c_kills_at_once() throws Exception {
    var layers = Layers.in(folder);
    try (var run = layers.call("run", "job.yaml", "-D", "sampo.task.grace=10m")) {
      layers.awaitSilver(0);
      run.signal("INT");
      run.awaitErr("stopping: CANCELED by Ctrl-C");

      run.signal("INT");

      assertThat(run.exitCode()).isEqualTo(130);
      layers.awaitNobodyLeft(0);
    }
  }
}
