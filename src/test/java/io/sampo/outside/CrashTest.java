package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are killed with SIGKILL in the middle of a run. */
@Tag("process")
final class CrashTest {

  @TempDir private Path folder;

  @Test
  void a_run_killed_twice_in_silver_goes_on_with_silver_alone_and_leaves_nobody() throws Exception {
    var layers = Layers.in(folder);
    try (var first = layers.call("run", "job.yaml")) {
      layers.awaitSilver(0);
      first.signal("KILL");
      first.exitCode();
    }
    layers.awaitNobodyLeft(0);
    try (var second = layers.call("resume")) {
      layers.awaitSilver(1);
      assertThat(second.err()).startsWith("run 1  kept 1  again 1  waiting 1\n");
      second.signal("KILL");
      second.exitCode();
    }
    layers.letSilverEnd();

    try (var third = layers.call("resume", "1", "-o", "json")) {
      assertThat(third.exitCode()).isZero();

      assertThat(layers.ran())
          .containsExactly("bronze 0", "silver 0", "silver 1", "silver 2", "gold 0");
      assertThat(Layers.attempts(third.document(), 1))
          .containsExactly("0 LOST", "1 LOST", "2 SUCCESS");
      assertThat(third.document().path("result").asText()).isEqualTo("SUCCESS");
      layers.awaitNobodyLeft(1);
    }
  }

  @Test
  void retries_that_were_used_before_a_crash_are_used_after_it() throws Exception {
    var job =
        """
        name: back
        tasks:
          - task_key: a
            max_retries: 1
            min_retry_interval_millis: 8000
            shell_task: {command: "echo x >> %s/ran; exit 4"}
        """
            .formatted(folder);
    Files.writeString(folder.resolve("job.yaml"), job);
    try (var first = Invocation.start(folder, "run", "job.yaml")) {
      first.awaitErr("BACKING_OFF");
      first.signal("KILL");
      first.exitCode();
    }

    try (var second = Invocation.start(folder, "resume", "-o", "json")) {
      assertThat(second.exitCode()).isEqualTo(3);

      assertThat(Files.readAllLines(folder.resolve("ran"))).hasSize(2);
      assertThat(Layers.attempts(second.document(), 0)).containsExactly("0 FAILED", "1 FAILED");
      var attempts = second.document().path("tasks").path(0).path("attempts");
      var start = attempts.path(0).path("start_time").asLong();
      assertThat(attempts.path(1).path("start_time").asLong()).isGreaterThanOrEqualTo(start + 8000);
    }
  }
}
