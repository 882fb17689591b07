package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose only task runs the job of {@link Layers}: run 1, and below it run 3. */
@Tag("process")
final class ChildRunTest {

  @TempDir private Path folder;
  private Layers layers;

  @BeforeEach
  void writeJobs() throws IOException {
    layers = Layers.in(folder);
    Files.writeString(
        folder.resolve("above.yaml"),
        """
        name: above
        tasks:
          - task_key: all
            run_job_task: {job_file: job.yaml}
        """);
  }

  @Test
  void a_run_below_that_was_killed_goes_on_where_it_was_and_leaves_nobody() throws Exception {
    try (var first = layers.call("run", "above.yaml")) {
      layers.awaitSilver(0);
      first.signal("KILL");
      first.exitCode();
    }
    layers.awaitNobodyLeft(0);
    layers.letSilverEnd();

    try (var second = layers.call("resume", "-o", "json")) {
      assertThat(second.exitCode()).isZero();
      assertThat(second.document().path("run_id").asInt()).isEqualTo(1);
      assertThat(Layers.attempts(second.document(), 0)).containsExactly("0 SUCCESS");
    }

    assertThat(layers.ran()).containsExactly("bronze 0", "silver 0", "silver 1", "gold 0");
    try (var get = layers.call("runs", "get", "3", "-o", "json")) {
      assertThat(get.exitCode()).isZero();
      assertThat(get.document().path("result").asText()).isEqualTo("SUCCESS");
      assertThat(Layers.attempts(get.document(), 1)).containsExactly("0 LOST", "1 SUCCESS");
    }
    try (var list = layers.call("runs", "list", "-o", "json")) {
      list.exitCode();
      assertThat(list.document().path("runs")).hasSize(2);
      var below = list.document().path("runs").path(1);
      assertThat(below.path("run_id").asInt()).isEqualTo(3);
      assertThat(below.path("parent_run_id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_live_run_tells_of_the_run_below_and_ends_it_when_it_is_cancelled() throws Exception {
    try (var run = layers.call("run", "above.yaml", "-D", "sampo.task.grace=1s")) {
      layers.awaitSilver(0);

      try (var get = layers.call("runs", "get", "3", "-o", "json")) {
        assertThat(get.exitCode()).isZero();
        assertThat(Layers.attempts(get.document(), 1)).containsExactly("0 RUNNING");
      }
      try (var cancel = layers.call("runs", "cancel", "1")) {
        assertThat(cancel.exitCode()).isZero();
        assertThat(cancel.out()).isEqualTo("run 1  is being cancelled\n");
      }
      assertThat(run.exitCode()).isEqualTo(7);
    }

    layers.awaitNobodyLeft(0);
    try (var get = layers.call("runs", "get", "3", "-o", "json")) {
      get.exitCode();
      assertThat(get.document().path("result").asText()).isEqualTo("CANCELED");
    }
  }
}
