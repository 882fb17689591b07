package io.sampo.cluster.launch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in place of a JVM. */
class LocalLauncherTest {

  private static final ClusterName NAME = ClusterName.of(new RunId(7), "etl", 1);

  private @TempDir Path folder;
  private LocalLauncher launcher;

  @BeforeEach
  void open() throws IOException {
    launcher = launcher("");
  }

  @AfterEach
  void leave_nothing_behind() throws IOException, InterruptedException {
    for (var name : launcher.present()) {
      launcher.remove(name);
    }
  }

  @Test
  void each_node_is_started_once_however_often_and_by_whomever_it_is_ordered() throws Exception {
    var starts = new ArrayList<Callable<Object>>();
    for (var start = 0; start < 12; start++) {
      var own = launcher("");
      starts.add(() -> own.ensure(order(2)));
    }

    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var start : threads.invokeAll(starts)) {
        start.get();
      }
    }

    await().until(() -> starts(1).size() == 1 && starts(2).size() == 1);
    launcher.ensure(order(2));
    launcher.remove(NAME);
    assertThat(starts(1)).hasSize(1);
    assertThat(starts(2)).hasSize(1);
  }

  @Test
  void a_node_is_told_who_it_is_and_whom_it_serves() throws Exception {
    launcher.ensure(order(1));

    await().until(() -> !starts(1).isEmpty());
    assertThat(starts(1).getFirst())
        .isEqualTo(
            "node -D extra=1 -D sampo.cluster.seeds=a:1,b:2"
                + " -D sampo.node.job-cluster.name=job-7-etl-1 -D sampo.node.job-cluster.run=7"
                + " -D sampo.node.name=job-7-etl-1-1 -D sampo.node.port=0"
                + " -D sampo.node.roles=worker -D sampo.worker.labels=team=x"
                + " -D sampo.worker.pool=7/etl -D sampo.worker.slots=4 --data "
                + place(1).folder());
  }

  @Test
  void nodes_that_were_stopped_are_gone_until_they_are_ordered_again() throws Exception {
    launcher.ensure(order(2));
    await().until(() -> !starts(2).isEmpty());
    var nodes = List.of(life(1), life(2));

    var stopped = LocalLauncher.stop(folder, Duration.ofSeconds(5));

    assertThat(stopped).isEqualTo(2);
    assertThat(nodes).noneMatch(Life::isAlive);
    assertThat(launcher.ensure(order(2)).trouble()).isEmpty();
    await().until(() -> starts(1).size() == 2 && starts(2).size() == 2);
  }

  @Test
  void a_cluster_that_was_removed_is_gone_and_stays_so() throws Exception {
    launcher.ensure(order(2));
    await().until(() -> !starts(2).isEmpty());
    var nodes = List.of(life(1), life(2));

    launcher.remove(NAME);

    assertThat(nodes).noneMatch(Life::isAlive);
    assertThat(launcher.present()).isEmpty();
    assertThatThrownBy(() -> launcher.ensure(order(2)))
        .hasMessage(
            "job cluster job-7-etl-1 was removed (expected: an order for a later generation)");
    launcher.remove(NAME);
  }

  @Test
  void a_start_that_is_under_way_when_its_cluster_is_removed_comes_to_nothing() throws Exception {
    for (var round = 1; round <= 20; round++) {
      var name = ClusterName.of(new RunId(7), "etl", round);
      launcher.ensure(order(name, 1));
      launcher.remove(name);

      var process = folder.resolve(name.value()).resolve("1").resolve("process");
      assertThat(Life.recorded(process).filter(Life::isAlive)).isEmpty();
    }
  }

  @Test
  void a_node_that_will_not_end_is_killed_after_its_grace() throws Exception {
    launcher = launcher("trap '' TERM");
    launcher.ensure(order(1));
    await().until(() -> !starts(1).isEmpty());
    var node = life(1);

    launcher.remove(NAME);

    assertThat(node.isAlive()).isFalse();
  }

  @Test
  void a_node_that_ended_is_started_again_and_its_last_words_are_told() throws Exception {
    launcher = launcher("echo 'no such port'; if [ ! -e again ]; then touch again; exit 1; fi");
    launcher.ensure(order(1));
    await().until(() -> place(1).isDead());

    var launched = launcher.ensure(order(1));

    assertThat(launched.trouble())
        .isEqualTo("node job-7-etl-1-1 ended; it said last: no such port");
    await().until(() -> starts(1).size() == 2);
    assertThat(launcher.ensure(order(1)).trouble()).isEmpty();
  }

  @Test
  void whoever_has_the_number_of_a_node_that_is_gone_is_left_alone() throws Exception {
    var own = ProcessHandle.current().pid();
    var stat = Files.readString(Path.of("/proc", Long.toString(own), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    fields[19] = "1";
    Files.createDirectories(place(1).folder());
    Files.writeString(
        place(1).folder().resolve("process"), own + " (java) " + String.join(" ", fields));

    launcher.remove(NAME);

    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void what_is_left_of_removed_clusters_is_forgotten_after_a_while() throws Exception {
    var other = ClusterName.of(new RunId(8), "etl", 1);
    launcher.ensure(order(1));
    launcher.ensure(order(other, 1));
    launcher.remove(NAME);
    var removed = folder.resolve(NAME.value()).resolve("removed");
    Files.setLastModifiedTime(removed, FileTime.from(Instant.now().minus(Duration.ofDays(8))));

    launcher.forget(Duration.ofDays(7));

    assertThat(folder.resolve(NAME.value())).doesNotExist();
    assertThat(launcher.present()).containsExactly(other);
  }

  private LocalLauncher launcher(String first) throws IOException {
    var script = folder.resolve("node.sh");
    Files.writeString(
        script, "echo \"$@\" >> starts\n" + first + "\nwhile sleep 0.05; do :; done\n");
    var command = new JavaCommand(List.of("/bin/sh", script.toString()));
    var atOnce = new HeadStart(Integer.MAX_VALUE, Duration.ZERO);
    return new LocalLauncher(folder, command, "", Duration.ofMillis(300), atOnce);
  }

  private static LaunchOrder order(int nodes) {
    return order(NAME, nodes);
  }

  private static LaunchOrder order(ClusterName name, int nodes) {
    var order = new ClusterOrder(new RunId(7), name, "7/etl", nodes, 4, Map.of("team", "x"));
    return new LaunchOrder(order, List.of("a:1", "b:2"), Map.of("extra", "1"));
  }

  private NodePlace place(int number) {
    return new NodePlace(folder.resolve(NAME.value()).resolve(Integer.toString(number)));
  }

  private Life life(int number) throws IOException {
    return Life.recorded(place(number).folder().resolve("process")).orElseThrow();
  }

  private List<String> starts(int number) throws IOException {
    var file = place(number).folder().resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
