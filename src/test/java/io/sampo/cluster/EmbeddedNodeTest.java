package io.sampo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.JobDefinition;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.projection.Journaled;
import io.sampo.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedNodeTest {

  private static final NodeSettings SETTINGS =
      new NodeSettings(ConfigFactory.load(), 1, 4, Duration.ofSeconds(2), 1 << 20);

  @TempDir Path folder;

  @TempDir Path outside;

  @Test
  void a_chain_runs_in_order_and_every_event_is_told_once() throws Exception {
    var order = outside.resolve("order");
    var job = job(task("a", "echo a >> " + order), task("b", "echo b >> " + order, "a"));
    BlockingQueue<Journaled> told = new LinkedBlockingQueue<>();

    try (var run = NodeRun.submit(folder, new RunId(7), job, Map.of(), SETTINGS)) {
      run.follow(told::add);
      var result = run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(result).isEqualTo(RunResult.SUCCESS);
    }

    assertThat(Files.readAllLines(order)).containsExactly("a", "b");
    var archive = RunArchive.read(folder).orElseThrow();
    assertThat(archive.events().getLast().event()).isInstanceOf(RunEvent.RunEnded.class);
  }

  @Test
  void a_failed_task_is_retried_and_what_lies_below_a_failure_does_not_run() throws Exception {
    var tries = outside.resolve("tries");
    var below = outside.resolve("below");
    var job =
        job(
            new TaskDefinition(
                new TaskKey("a"),
                List.of(),
                new Work.Shell(
                    List.of("/bin/sh", "-c", "echo $SAMPO_ATTEMPT >> " + tries + "; exit 3"),
                    Map.of(),
                    null),
                new RetryPolicy(2, 0, false, null, Set.of(), Set.of(), 3),
                0),
            task("b", "touch " + below, "a"));

    try (var run = NodeRun.submit(folder, new RunId(8), job, Map.of(), SETTINGS)) {
      var result = run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(result).isEqualTo(RunResult.FAILED);
    }

    assertThat(Files.readAllLines(tries)).containsExactly("0", "1", "2");
    assertThat(below).doesNotExist();
  }

  private static JobDefinition job(TaskDefinition... tasks) {
    return new JobDefinition("job", List.of(), List.of(tasks), 0);
  }

  private static TaskDefinition task(String key, String command, String... dependsOn) {
    return new TaskDefinition(
        new TaskKey(key),
        List.of(dependsOn).stream().map(TaskKey::new).toList(),
        new Work.Shell(List.of("/bin/sh", "-c", command), Map.of(), null),
        RetryPolicy.NEVER,
        0);
  }
}
