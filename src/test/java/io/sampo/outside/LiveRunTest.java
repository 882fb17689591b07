package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is under way, asked by other processes. */
@Tag("process")
final class LiveRunTest {

  @TempDir private Path temporary;

  @Test
  void a_live_run_answers_through_any_data_folder_and_cannot_be_resumed() throws Exception {
    var folder = Files.createDirectories(temporary.resolve("d".repeat(60)).resolve("e".repeat(60)));
    var layers = Layers.in(folder);
    try (var run = layers.call("run", "job.yaml")) {
      layers.awaitSilver(0);

      assertThat(run.err()).startsWith("run 1  layers  data " + folder + "/.sampo\n");
      var document = layers.document();
      assertThat(document.path("state").asText()).isEqualTo("RUNNING");
      assertThat(document.path("result").isNull()).isTrue();
      assertThat(Layers.attempts(document, 1)).containsExactly("0 RUNNING");
      try (var resume = layers.call("resume", "1")) {
        assertThat(resume.exitCode()).isEqualTo(1);
        assertThat(resume.err()).contains("pid " + run.pid());
      }
      run.signal("KILL");
      run.exitCode();
      layers.awaitNobodyLeft(0);
    }
  }
}
