package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.shell.ShellExecutor;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a node is killed with SIGKILL in the middle of a task. */
final class OrphansTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A command, its child, and a grandchild in a session of its own that nobody is parent of. */
  private static final String TASK =
      "setsid sh -c 'sleep 1000 & echo $! >> ../pids' & sleep 1001 & echo $! >> ../pids;"
          + " echo $$ >> ../pids; wait; exec sleep 1002";

  @TempDir private Path folder;

  @Test
  void the_sentinel_of_a_killed_node_ends_all_its_processes() throws Exception {
    var node = start("with-sentinel");
    awaitPids();

    node.destroyForcibly().waitFor();

    await().atMost(LIMIT).until(() -> alive().isEmpty());
  }

  @Test
  void a_node_sweeps_what_its_earlier_life_left() throws Exception {
    var node = start("without-sentinel");
    awaitPids();
    node.destroyForcibly().waitFor();
    assertThat(alive()).hasSize(3);

    var swept = Orphans.sweep(new Mark("orphans-test", "later"), LIMIT);

    assertThat(swept).isGreaterThanOrEqualTo(3);
    assertThat(alive()).isEmpty();
  }

  @Test
  void a_sweep_leaves_the_present_life_and_other_nodes_alone() throws Exception {
    var node = start("without-sentinel");
    awaitPids();

    try {
      assertThat(Orphans.sweep(new Mark("orphans", "later"), LIMIT)).isZero();
      assertThat(Orphans.sweep(new Mark("orphans-test", "earlier"), LIMIT)).isZero();
      assertThat(alive()).hasSize(3);
    } finally {
      node.destroyForcibly().waitFor();
      Orphans.sweep(new Mark("orphans-test", "later"), LIMIT);
    }
  }

  @Test
  void a_sentinel_that_is_closed_ends() throws Exception {
    var sentinel = Sentinel.start(new Mark("sentinel-test", "1"));
    assertThat(sentinels()).isNotEmpty();

    sentinel.close();

    await().atMost(LIMIT).until(() -> sentinels().isEmpty());
  }

  /** A node in a JVM of its own, which runs {@link #TASK} until it is killed. */
  private Process start(String sentinel) throws Exception {
    var java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedNode.class.getName(),
            folder.toString(),
            sentinel)
        .inheritIO()
        .start();
  }

  /** The node that is going to be killed. */
  static final class DoomedNode {

    private DoomedNode() {}

    public static void main(String[] arguments) throws Exception {
      var mark = new Mark("orphans-test", "earlier");
      var sentinel =
          arguments[1].equals("with-sentinel")
              ? Optional.of(Sentinel.start(mark))
              : Optional.<Sentinel>empty();
      var host = new ProcessHost(mark, new LogLimit(LogLimit.DEFAULT_BYTES_MAX));
      var work = new Work.Shell(List.of("sh", "-c", TASK), Map.of(), null);
      var attempt = new AttemptFolder(Path.of(arguments[0]));
      new ShellExecutor(host, System.getenv()).launch(attempt.spec(work), work, _ -> {});
      Thread.currentThread().join();
      sentinel.ifPresent(Sentinel::close);
    }
  }

  private void awaitPids() {
    await().atMost(LIMIT).until(() -> pids().size() == 3);
  }

  private List<String> alive() throws Exception {
    return pids().stream().filter(pid -> ProcTable.row(Integer.parseInt(pid)).isPresent()).toList();
  }

  private List<String> pids() throws Exception {
    var file = folder.resolve("pids");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static List<ProcessHandle> sentinels() {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process
                .info()
                .commandLine()
                .filter(line -> line.contains("SAMPO_NODE=sentinel-test.1"))
                .isPresent())
        .toList();
  }
}
