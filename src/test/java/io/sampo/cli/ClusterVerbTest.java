package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.cli.cluster.FakeNode;
import io.sampo.projection.Story;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a local cluster, with processes that only behave like nodes. */
@Tag("process")
final class ClusterVerbTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeDatabase database = new FakeDatabase();
  private final List<String> dooms = new ArrayList<>();

  @BeforeEach
  void makeFolder() {
    line = new CommandLineFixture(folder);
  }

  @AfterEach
  void endProcesses() {
    call("cluster", "down");
  }

  @Test
  void up_returns_when_all_take_part_and_tells_the_url_and_what_to_do_next() throws IOException {
    var up = call("cluster", "up");

    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.err()).contains("coordinator-1  ready  http://127.0.0.1:", "worker-2  ready\n");
    assertThat(up.out().lines()).hasSize(4).first().asString().startsWith("http://127.0.0.1:");
    assertThat(statuses()).containsExactly("coordinator-1 up", "worker-1 up", "worker-2 up");
  }

  @Test
  void up_with_tls_makes_certificates_that_only_their_owner_may_read() throws IOException {
    var tls = Path.of("cluster-config/tls.conf").toAbsolutePath().toString();
    var first = call("cluster", "up", "--workers", "1", "--config", tls);
    var made = folder.resolve(".sampo/cluster/tls");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(Files.readString(folder.resolve(".sampo/cluster/up.conf")))
        .contains("include required(file(\"" + tls + "\"))", made + "/key.pem");
    assertThat(Files.getPosixFilePermissions(made))
        .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
    assertThat(Files.readString(made.resolve("certificate.pem"))).contains("BEGIN CERTIFICATE");

    var other = call("cluster", "up", "--config", tls.replace("tls.conf", "worker.conf"));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("'cluster down' first");
  }

  @Test
  void status_as_json_has_the_fields_that_others_rely_on() throws IOException {
    call("cluster", "up", "--workers", "1");

    var nodes = status();

    assertThat(nodes.path(0).properties())
        .extracting(field -> field.getKey() + " " + field.getValue().getNodeType())
        .containsExactly(
            "name STRING",
            "roles ARRAY",
            "pid NUMBER",
            "address STRING",
            "http STRING",
            "status STRING");
    assertThat(nodes.path(0).path("roles").toString()).isEqualTo("[\"coordinator\",\"api\"]");
    assertThat(nodes.path(1).path("roles").toString()).isEqualTo("[\"worker\"]");
    assertThat(nodes.path(1).path("http").isNull()).isTrue();
  }

  @Test
  void status_tells_how_often_nodes_were_given_up_though_they_lived() throws IOException {
    call("cluster", "up", "--workers", "1");

    assertThat(call("cluster", "status").out()).endsWith("\nrefused writes 0  rejoined 2\n");
    var json = new ObjectMapper().readTree(call("cluster", "status", "-o", "json").out());
    assertThat(json.path("counters").toString()).isEqualTo("{\"refused_writes\":0,\"rejoined\":2}");
  }

  @Test
  void a_killed_node_stays_down_until_it_is_started() throws IOException {
    call("cluster", "up");
    var killed = pid("worker-1");

    assertThat(call("cluster", "kill", "worker-1").exitCode()).isZero();
    await().atMost(LIMIT).until(() -> ProcessHandle.of(killed).isEmpty());
    var again = call("cluster", "up");

    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("scripts/sampo cluster start worker-1");
    assertThat(statuses()).containsExactly("coordinator-1 up", "worker-1 killed", "worker-2 up");
    assertThat(call("cluster", "start", "worker-1").exitCode()).isZero();
    assertThat(statuses()).contains("worker-1 up");
    assertThat(pid("worker-1")).isNotEqualTo(killed);
  }

  @Test
  void up_brings_back_a_node_that_nobody_ended() throws IOException {
    call("cluster", "up");
    var gone = ProcessHandle.of(pid("worker-2")).orElseThrow();
    gone.destroyForcibly();
    await().atMost(LIMIT).until(() -> statuses().contains("worker-2 down"));

    var again = call("cluster", "up");

    assertThat(again.exitCode()).isZero();
    assertThat(statuses()).containsExactly("coordinator-1 up", "worker-1 up", "worker-2 up");
  }

  @Test
  void down_ends_all_and_a_later_up_starts_the_same_cluster() throws IOException {
    call("cluster", "up", "--workers", "1");
    call("cluster", "kill", "worker-1", "--signal", "TERM");
    var before = status();

    var down = call("cluster", "down");

    assertThat(down.exitCode()).isZero();
    assertThat(down.err()).contains("coordinator-1  ended");
    assertThat(statuses()).containsExactly("coordinator-1 down", "worker-1 down");
    assertThat(call("cluster", "down").exitCode()).isZero();
    call("cluster", "up");
    assertThat(statuses()).containsExactly("coordinator-1 up", "worker-1 up");
    assertThat(status().path(0).path("http")).isEqualTo(before.path(0).path("http"));
    assertThat(status().path(1).path("address")).isEqualTo(before.path(1).path("address"));
  }

  @Test
  void a_node_that_ends_while_it_starts_is_told_with_what_it_wrote_last() {
    dooms.add("worker-1=1");

    var up = call("cluster", "up");

    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err())
        .contains("worker-1 ended with exit code 1 while it started:\n")
        .contains("  the port is somebody else's\n")
        .contains("nodes/worker-1/out.log");
  }

  @Test
  void a_node_that_ran_out_of_memory_is_started_again_by_its_script() throws IOException {
    dooms.add("worker-1=3!");

    var up = call("cluster", "up", "--workers", "1");

    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(statuses()).containsExactly("coordinator-1 up", "worker-1 up");
  }

  @Test
  void two_that_bring_it_up_at_once_make_one_cluster() throws IOException {
    var other = CompletableFuture.supplyAsync(() -> call("cluster", "up"));

    var one = call("cluster", "up");

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(other.join().exitCode()).as(other.join().err()).isZero();
    assertThat(statuses()).hasSize(3);
    assertThat(processes()).hasSize(3);
  }

  @Test
  void a_pid_that_belongs_to_somebody_else_by_now_is_never_hit() throws IOException {
    call("cluster", "up", "--workers", "1");
    call("cluster", "kill", "worker-1");
    var bystander = new ProcessBuilder("sleep", "600").start();
    try {
      var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      Files.writeString(node("worker-1").resolve("pid"), bystander.pid() + " 1 " + boot);

      assertThat(statuses()).contains("worker-1 killed");
      assertThat(call("cluster", "kill", "worker-1").exitCode()).isZero();
      assertThat(call("cluster", "down").exitCode()).isZero();

      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void a_paused_node_is_left_so_by_up_and_goes_on_when_it_is_started() throws IOException {
    call("cluster", "up", "--workers", "1");
    var pid = pid("worker-1");

    call("cluster", "kill", "worker-1", "--signal", "STOP");
    await().atMost(LIMIT).until(() -> statuses().contains("worker-1 stopped"));
    assertThat(call("cluster", "up").err()).contains("worker-1  is paused");
    call("cluster", "start", "worker-1");

    assertThat(statuses()).contains("worker-1 up");
    assertThat(pid("worker-1")).isEqualTo(pid);
  }

  @Test
  void a_cluster_grows_by_one_worker_or_to_as_many_as_are_asked_for() throws IOException {
    call("cluster", "up", "--workers", "1", "--slots", "3");

    var added = call("cluster", "add-worker", "--slots", "5");
    call("cluster", "up", "--workers", "3");

    assertThat(added.out()).isEqualTo("worker-2\n");
    assertThat(statuses()).hasSize(4).allMatch(status -> status.endsWith(" up"));
    assertThat(node("worker-1").resolve("node.conf")).content().contains("slots = 3");
    assertThat(node("worker-2").resolve("node.conf")).content().contains("slots = 5");
  }

  @Test
  void several_coordinators_get_a_database_that_goes_with_the_cluster() {
    var up = call("cluster", "up", "--coordinators", "2", "--workers", "0", "--slots", "2");

    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(node("coordinator-2").resolve("node.conf"))
        .content()
        .contains("sampo.journal.kind = postgres", "jdbc:postgresql://here/sampo")
        .contains("roles = [\"coordinator\", \"worker\", \"api\"]");
    call("cluster", "down");
    assertThat(database.calls).containsExactly("start postgres", "stop postgres");
  }

  @Test
  void settings_of_a_cluster_that_is_there_are_not_changed_by_the_way() throws IOException {
    call("cluster", "up", "--workers", "0");

    assertThat(call("cluster", "up", "--coordinators", "3").exitCode()).isEqualTo(2);
    assertThat(call("cluster", "up", "--jdbc", "jdbc:postgresql://x/y").err())
        .contains(
            "--jdbc: jdbc:postgresql://x/y, but the cluster in this data folder has no other");
    assertThat(statuses()).containsExactly("coordinator-1 up");
  }

  @Test
  void what_is_not_there_or_no_number_is_named() throws IOException {
    assertThat(call("cluster", "status").exitCode()).isEqualTo(5);
    assertThat(call("cluster", "up", "--workers", "-1").err())
        .isEqualTo("--workers: -1 (expected: 0 to 50)\n");
    call("cluster", "up", "--workers", "0");
    var kill = call("cluster", "kill", "cordinator-1");
    assertThat(kill.exitCode()).isEqualTo(5);
    assertThat(kill.err())
        .contains("node cordinator-1 (expected: one of coordinator-1) (did you mean");
    assertThat(call("cluster", "kill", "coordinator-1", "--signal", "HUP").exitCode()).isEqualTo(2);
  }

  @Test
  void a_port_that_is_taken_is_told_before_anything_starts() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var up = call("cluster", "up", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err()).contains("--port: " + taken.getLocalPort() + " is in use");
      assertThat(call("cluster", "status").exitCode()).isEqualTo(5);
    }
  }

  private Called call(String... arguments) {
    var nodes = new FakeNodes(run -> Story.of(run.value(), "j"));
    return line.call(new Means(nodes, new Absent(), this::words, database), arguments);
  }

  private List<String> words(Path data, Path conf) {
    try {
      var classes =
          Path.of(FakeNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var words =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classes.toString(),
                  FakeNode.class.getName(),
                  conf.toString()));
      words.addAll(dooms);
      return words;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode status() throws IOException {
    return new ObjectMapper().readTree(call("cluster", "status", "-o", "json").out()).path("nodes");
  }

  private List<String> statuses() throws IOException {
    var statuses = new ArrayList<String>();
    status()
        .forEach(
            node -> statuses.add(node.path("name").asText() + " " + node.path("status").asText()));
    return statuses;
  }

  private long pid(String name) throws IOException {
    for (var node : status()) {
      if (node.path("name").asText().equals(name)) {
        return node.path("pid").asLong();
      }
    }
    throw new IllegalArgumentException(name);
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().command().filter(path -> path.endsWith("java")).isPresent())
        .filter(process ->
            process.info().commandLine().filter(words -> words.contains(folder + "/")).isPresent())
        .toList();
  }

  private Path node(String name) {
    return folder.resolve(".sampo/cluster/nodes").resolve(name);
  }
}
