package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wishes about runs, of processes other than the one that carries them out. */
@Tag("process")
final class WishesTest {

  @TempDir private Path folder;

  @Test
  void a_failed_run_is_repaired_by_another_parameter_and_stays_the_same_run() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: mended
        parameters:
          - {name: code, default: "3"}
        tasks:
          - task_key: a
            shell_task: {command: ["/bin/sh", "-c", "exit $0", "{{job.parameters.code}}"]}
          - task_key: b
            depends_on: [{task_key: a}]
            shell_task: {command: "true"}
        """);
    try (var run = call("run", "job.yaml")) {
      assertThat(run.exitCode()).isEqualTo(3);
    }

    try (var wrong = call("runs", "repair", "1", "--latest-repair-id", "9", "-o", "json")) {
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err()).contains("\"error_code\":\"INVALID_PARAMETER_VALUE\"");
    }
    try (var repair = call("runs", "repair", "1", "-p", "code=0", "-o", "json")) {
      assertThat(repair.exitCode()).isZero();
      var document = repair.document();
      assertThat(document.path("run_id").asInt()).isEqualTo(1);
      assertThat(document.path("result").asText()).isEqualTo("SUCCESS");
      assertThat(Layers.attempts(document, 0)).containsExactly("0 FAILED", "1 SUCCESS");
    }
    try (var events = call("runs", "events", "1")) {
      events.exitCode();
      assertThat(events.out().lines().filter(line -> line.contains("\"RunRepaired\"")))
          .singleElement()
          .asString()
          .contains("\"repair_id\":")
          .contains("\"parameters\":{\"code\":\"0\"}");
    }
  }

  @Test
  void a_live_run_goes_on_without_a_task_that_somebody_cancels_and_then_marks() throws Exception {
    var layers = Layers.in(folder);
    try (var run = call("run", "job.yaml", "-D", "sampo.task.grace=1s")) {
      layers.awaitSilver(0);

      try (var why = call("runs", "why", "1", "gold")) {
        assertThat(why.exitCode()).isZero();
        assertThat(why.out()).startsWith("gold waits for silver");
      }
      try (var mark = call("runs", "mark", "1", "silver", "succeeded", "--why", "known")) {
        assertThat(mark.exitCode()).isEqualTo(1);
        assertThat(mark.err()).contains("silver is running");
      }
      try (var cancel = call("runs", "cancel", "1", "--task", "silver")) {
        assertThat(cancel.exitCode()).isZero();
      }
      assertThat(run.exitCode()).isEqualTo(7);
    }

    layers.awaitNobodyLeft(0);
    try (var mark = call("runs", "mark", "1", "silver", "succeeded", "--why", "known")) {
      assertThat(mark.exitCode()).isEqualTo(7);
    }
    try (var why = call("runs", "why", "1", "silver")) {
      why.exitCode();
      assertThat(why.out()).contains("was marked").contains("known");
    }
    try (var repair = call("runs", "repair", "1")) {
      assertThat(repair.exitCode()).isZero();
      assertThat(layers.ran()).containsExactly("bronze 0", "silver 0", "gold 0");
    }
  }

  @Test
  void an_interrupted_run_is_cancelled_from_its_folder() throws Exception {
    var layers = Layers.in(folder);
    try (var run = call("run", "job.yaml")) {
      layers.awaitSilver(0);
      run.signal("KILL");
      run.exitCode();
    }

    try (var cancel = call("runs", "cancel", "1", "-D", "sampo.task.grace=1s", "-o", "json")) {
      assertThat(cancel.exitCode()).isZero();
      assertThat(cancel.document().path("result").asText()).isEqualTo("CANCELED");
    }
    try (var again = call("runs", "cancel", "1")) {
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err())
          .isEqualTo("run 1 has ended: CANCELED (expected: a run that has not)\n");
    }
  }

  private Invocation call(String... arguments) throws IOException {
    return Invocation.start(folder, arguments);
  }
}
