package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.cli.folder.RunLock;
import io.sampo.cli.node.ClusterNodes;
import io.sampo.cli.node.RunningNode;
import io.sampo.cli.process.Interrupts.Kind;
import io.sampo.config.Settings;
import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeVerbTest {

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeClusterNodes nodes = new FakeClusterNodes();

  @BeforeEach
  void makeFolder() {
    line = new CommandLineFixture(folder);
  }

  @ParameterizedTest(name = "{0} ends a node in order, with exit code {1}")
  @CsvSource({"TERM, 0", "INT, 130", "HUP, 0"})
  void a_signal_ends_a_node_in_order(Kind signal, int exitCode) {
    nodes.onEnded = () -> line.interrupts.receive(signal);

    var called = call("node", "-D", "sampo.node.name=n-1");

    assertThat(called.exitCode()).as(called.err()).isEqualTo(exitCode);
    assertThat(called.out()).isEqualTo("node  n-1  worker,api  127.0.0.1:7  http://127.0.0.1:8\n");
    assertThat(nodes.closed).isEqualTo(1);
  }

  @Test
  void a_node_tells_as_json_what_status_tells() {
    nodes.onEnded = () -> line.interrupts.receive(Kind.TERM);

    var called = call("node", "-D", "sampo.node.name=n-1", "-o", "json");

    assertThat(called.out())
        .isEqualTo(
            "{\"name\":\"n-1\",\"roles\":[\"worker\",\"api\"],\"pid\":%d,"
                    .formatted(ProcessHandle.current().pid())
                + "\"address\":\"127.0.0.1:7\",\"http\":\"http://127.0.0.1:8\"}\n");
  }

  @Test
  void its_folder_is_that_of_its_name_and_holds_log_and_pid() throws IOException {
    nodes.onEnded = () -> line.interrupts.receive(Kind.TERM);
    line.file("n.conf", "sampo.node { name = n-1, roles = [worker] }\n");

    call("node", "--config", "n.conf", "--data", "elsewhere");

    var near = folder.resolve("elsewhere/cluster/nodes/n-1");
    assertThat(nodes.folders).containsExactly(near);
    assertThat(near.resolve("node.log")).exists();
    assertThat(near.resolve("pid"))
        .content()
        .startsWith(ProcessHandle.current().pid() + " ")
        .endsWith(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")));
  }

  @Test
  void one_process_at_a_time_is_the_node_of_a_folder() throws IOException {
    var near = Files.createDirectories(folder.resolve(".sampo/cluster/nodes/n-1"));
    try (var _ = RunLock.of(near)) {
      var called = call("node", "-D", "sampo.node.name=n-1");

      assertThat(called.exitCode()).isEqualTo(1);
      assertThat(called.err()).contains("in use by pid " + ProcessHandle.current().pid());
      assertThat(nodes.folders).isEmpty();
    }
  }

  @Test
  void a_node_that_ends_by_itself_is_an_error_that_says_why() {
    nodes.ended.completeExceptionally(new IllegalStateException("the disk is full"));

    var called = call("node", "-D", "sampo.node.name=n-1");

    assertThat(called.exitCode()).isEqualTo(1);
    assertThat(called.err()).isEqualTo("the node has ended: the disk is full\n");
    assertThat(nodes.closed).isEqualTo(1);
  }

  @Test
  void a_wrong_setting_is_bad_usage_and_a_failed_start_points_to_the_log() {
    var setting = call("node", "-D", "sampo.node.name=n-1", "-D", "sampo.node.roles=x");
    nodes.failure = new IllegalStateException("no seed answers");
    var start = call("node", "-D", "sampo.node.name=n-1");

    assertThat(setting.exitCode()).isEqualTo(2);
    assertThat(setting.err()).contains("sampo.node.roles = x (expected: coordinator, worker, api)");
    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.err())
        .startsWith("the node does not start: no seed answers; see ")
        .endsWith("nodes/n-1/node.log\n");
    assertThat(call("node", "-D", "sampo.node.name=../x").exitCode()).isEqualTo(2);
  }

  @Test
  void whatever_a_start_throws_ends_the_process() {
    nodes.failure = new AssertionError("a class is missing");

    var start = call("node", "-D", "sampo.node.name=n-1");

    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.err()).startsWith("the node does not start: a class is missing; see ");
  }

  private Called call(String... arguments) {
    var embedded = new FakeNodes(run -> Story.of(run.value(), "j"));
    var absent = new Absent();
    return line.call(new Means(embedded, nodes, absent, absent), arguments);
  }

  /** Starts nodes that do nothing. */
  private static final class FakeClusterNodes implements ClusterNodes {

    final List<Path> folders = new ArrayList<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Called once the node has told that it is there. */
    Runnable onEnded = () -> {};

    @Nullable Throwable failure;
    int closed;

    @Override
    public RunningNode start(Settings settings, Place place) {
      switch (failure) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> folders.add(place.folder());
      }
      return new FakeRunningNode(settings.node().name());
    }

    private final class FakeRunningNode implements RunningNode {

      private final String name;

      FakeRunningNode(String name) {
        this.name = name;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> roles() {
        return List.of("worker", "api");
      }

      @Override
      public String address() {
        return "127.0.0.1:7";
      }

      @Override
      public String url() {
        return "http://127.0.0.1:8";
      }

      @Override
      public CompletionStage<?> ended() {
        onEnded.run();
        return ended;
      }

      @Override
      public CompletionStage<?> dismissed() {
        return new CompletableFuture<>();
      }

      @Override
      public void close() {
        closed++;
      }
    }
  }
}
