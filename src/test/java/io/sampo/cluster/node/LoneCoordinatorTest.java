package io.sampo.cluster.node;

import static io.sampo.cluster.node.TestNodes.PATIENCE;
import static io.sampo.cluster.node.TestNodes.awaitEnd;
import static io.sampo.cluster.node.TestNodes.events;
import static io.sampo.cluster.node.TestNodes.job;
import static io.sampo.cluster.node.TestNodes.shell;
import static io.sampo.cluster.node.TestNodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sampo.model.RunResult;
import io.sampo.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoneCoordinatorTest {

  @TempDir Path folder;

  @Test
  void workers_that_join_a_coordinator_carry_out_its_runs() throws Exception {
    var order = folder.resolve("order");
    try (var nodes = new TestNodes(folder, Map.of())) {
      var coordinator = nodes.start("c1", "coordinator", Map.of());
      var seeds = Map.of("sampo.cluster.seeds", coordinator.life().address());
      nodes.start("w1", "worker", seeds);
      nodes.start("w2", "worker", seeds);

      var run =
          submit(
              coordinator,
              job(
                  shell("a", "echo a >> " + order),
                  shell("b", "echo b >> " + order, "a"),
                  shell("c", "echo c >> " + order, "b")));

      assertThat(awaitEnd(coordinator, run)).isEqualTo(RunResult.SUCCESS);
      assertThat(Files.readAllLines(order)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void a_worker_that_loses_its_life_is_missed_and_its_task_goes_on_elsewhere() throws Exception {
    var started = folder.resolve("started");
    try (var nodes = new TestNodes(folder, Map.of())) {
      var coordinator = nodes.start("c1", "coordinator", Map.of());
      var seeds = Map.of("sampo.cluster.seeds", coordinator.life().address());
      nodes.start("w1", "worker", seeds);
      nodes.start("w2", "worker", seeds);
      var command =
          "echo $SAMPO_ATTEMPT >> %s; while [ ! -e %s ]; do sleep 0.1; done"
              .formatted(started, folder.resolve("lost"));
      var run = submit(coordinator, job(shell("a", command)));
      await().atMost(PATIENCE).until(() -> Files.exists(started));
      var losses = outcomes(events(coordinator, run)).size();

      nodes.get(worker(events(coordinator, run))).life().end("a test");

      await().atMost(PATIENCE).until(() -> outcomes(events(coordinator, run)).size() > losses);
      Files.createFile(folder.resolve("lost"));
      assertThat(awaitEnd(coordinator, run)).isEqualTo(RunResult.SUCCESS);
      assertThat(Files.readAllLines(started)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      assertThat(outcomes(events(coordinator, run))).contains("Lost").endsWith("Succeeded");
    }
  }

  /** Who has the last attempt: a worker that is starved may have lost one before. */
  private static String worker(List<RunEvent> events) {
    return events.stream()
        .filter(RunEvent.AttemptsStarted.class::isInstance)
        .map(event -> ((RunEvent.AttemptsStarted) event).worker().name())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static List<String> outcomes(List<RunEvent> events) {
    return events.stream()
        .filter(RunEvent.AttemptsEnded.class::isInstance)
        .flatMap(event -> ((RunEvent.AttemptsEnded) event).ended().stream())
        .map(ended -> ended.outcome().getClass().getSimpleName())
        .toList();
  }
}
