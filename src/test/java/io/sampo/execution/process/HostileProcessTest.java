package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.Executor;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.shell.ShellExecutor;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that do not want to end, or not alone. Each writes its processes to {@code pids}. */
final class HostileProcessTest {

  private static final long LOG_BYTES_MAX = 8L << 20;
  private static final long LONG_GRACE_MILLIS = 600_000;

  @TempDir private Path folder;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private AttemptFolder attempt;
  private LogLimit logLimit;
  private ProcessHost processes;

  @BeforeEach
  void open() {
    attempt = new AttemptFolder(folder);
    logLimit = new LogLimit(LOG_BYTES_MAX);
    processes = new ProcessHost(new Mark("hostile-test", "1"), logLimit);
  }

  @AfterEach
  void close() {
    processes.close();
    logLimit.close();
  }

  @Test
  void one_that_heeds_TERM_needs_no_KILL() throws Exception {
    var running =
        launch("trap 'echo bye; exit 0' TERM; echo $$ >> ../pids; while :; do sleep 0.01; done");
    awaitPids(1);

    running.stop(LONG_GRACE_MILLIS);

    assertThat(outcome()).isEqualTo(new Outcome.Canceled());
    assertThat(attempt.log()).contains("bye");
    assertAllGone();
  }

  @Test
  void one_that_ignores_TERM_is_killed_when_a_second_stop_shortens_its_grace() throws Exception {
    var running = launch("trap '' TERM; echo $$ >> ../pids; while :; do sleep 0.01; done");
    awaitPids(1);

    running.stop(LONG_GRACE_MILLIS);
    running.stop(1);

    assertThat(outcome()).isEqualTo(new Outcome.Canceled());
    assertAllGone();
  }

  @Test
  void what_left_the_session_and_lost_its_parent_is_stopped_too() throws Exception {
    var running =
        launch(
            "setsid sh -c 'trap \"\" TERM; sleep 1000 & echo $! >> ../pids' &"
                + " echo $$ >> ../pids; exec sleep 1000");
    awaitPids(2);

    running.stop(1);

    assertThat(outcome()).isEqualTo(new Outcome.Canceled());
    assertAllGone();
  }

  @Test
  void what_is_left_when_the_command_exits_is_killed_before_the_end_is_told() throws Exception {
    launch("setsid sleep 1000 & echo $! >> ../pids; sleep 1000 & echo $! >> ../pids; exit 7");

    assertThat(outcome()).isEqualTo(new Outcome.Failed(false, "exit 7", 7, null));
    awaitPids(2);
    assertAllGone();
  }

  @Test
  void what_cleared_its_environment_is_found_by_its_session() throws Exception {
    launch("env -i sleep 1000 & echo $! >> ../pids; exit 0");

    assertThat(outcome()).isEqualTo(Outcome.Succeeded.PLAIN);
    assertAllGone();
  }

  @Test
  void the_rest_of_the_tree_has_the_whole_grace_to_end_by_itself() throws Exception {
    var running =
        launch(
            "sh -c 'trap \"echo saved >> ../saved; exit\" TERM; echo $$ >> ../pids;"
                + " while :; do sleep 0.01; done' & sleep 1000");
    awaitPids(1);

    running.stop(LONG_GRACE_MILLIS);

    assertThat(outcome()).isEqualTo(new Outcome.Canceled());
    assertThat(folder.resolve("saved")).hasContent("saved");
  }

  @Test
  void one_that_deletes_its_folder_fails_by_its_own_exit_code() throws Exception {
    launch("rm -rf \"$PWD\"; exit 9");

    assertThat(outcome()).isEqualTo(new Outcome.Failed(false, "exit 9", 9, null));
  }

  @Test
  void a_stop_before_the_start_starts_nothing() throws Exception {
    var running = launch("echo $$ >> ../pids; exec sleep 1000");
    running.stop(0);

    assertThat(outcome()).isEqualTo(new Outcome.Canceled());
    assertAllGone();
  }

  @Test
  void a_flood_of_output_keeps_its_beginning_its_end_and_a_line_about_the_rest() throws Exception {
    launch(
        "echo first; yes 0123456789012345678901234567890123456789 | head -c 200000000; echo last");

    assertThat(outcome()).isEqualTo(Outcome.Succeeded.PLAIN);
    assertThat(Files.size(folder.resolve("log"))).isBetween(LOG_BYTES_MAX / 4, LOG_BYTES_MAX);
    assertThat(attempt.log())
        .startsWith("first\n")
        .endsWith("last\n")
        .containsOnlyOnce("bytes of output are missing here");
  }

  private Executor.Execution launch(String script) {
    var work = new Work.Shell(List.of("sh", "-c", script), Map.of(), null);
    return new ShellExecutor(processes, System.getenv())
        .launch(attempt.spec(work), work, outcome::complete);
  }

  private Outcome outcome() throws Exception {
    return AttemptFolder.await(outcome);
  }

  private void awaitPids(int count) {
    await().until(() -> pids().size() >= count);
  }

  private void assertAllGone() throws Exception {
    assertThat(pids()).allMatch(pid -> ProcTable.row(Integer.parseInt(pid)).isEmpty());
  }

  private List<String> pids() throws Exception {
    var file = folder.resolve("pids");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
