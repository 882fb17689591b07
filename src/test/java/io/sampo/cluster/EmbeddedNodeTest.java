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
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
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
      new NodeSettings(
          ConfigFactory.load(), 1, 4, Duration.ofSeconds(2), 1 << 20, EmbeddedNodeTest::ids);

  @TempDir Path folder;

  @TempDir Path outside;

  @Test
  void a_chain_runs_in_order_and_every_event_is_told_once() throws Exception {
    var order = outside.resolve("order");
    var job = job(task("a", "echo a >> " + order), task("b", "echo b >> " + order, "a"));
    BlockingQueue<Journaled> told = new LinkedBlockingQueue<>();

    try (var run = NodeRun.submit(folder, new RunId(7), JobFamily.of(job), Map.of(), SETTINGS)) {
      run.follow(run.run(), told::add);
      var result = run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(result).isEqualTo(RunResult.SUCCESS);
    }

    assertThat(Files.readAllLines(order)).containsExactly("a", "b");
    var archive = RunArchive.read(folder).getFirst();
    assertThat(archive.events().getLast().event()).isInstanceOf(RunEvent.RunEnded.class);
  }

  @Test
  void a_failed_task_is_retried_and_what_lies_below_a_failure_does_not_run() throws Exception {
    var tries = outside.resolve("tries");
    var below = outside.resolve("below");
    var job =
        job(
            task("a", "echo $SAMPO_ATTEMPT >> " + tries + "; exit 3")
                .with(new RetryPolicy(2, 0, false, null, Set.of(), Set.of(), 3)),
            task("b", "touch " + below, "a"));

    try (var run = NodeRun.submit(folder, new RunId(8), JobFamily.of(job), Map.of(), SETTINGS)) {
      var result = run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(result).isEqualTo(RunResult.FAILED);
    }

    assertThat(Files.readAllLines(tries)).containsExactly("0", "1", "2");
    assertThat(below).doesNotExist();
  }

  @Test
  void a_run_below_lies_in_the_journal_of_the_run_at_the_top_and_ends_with_it() throws Exception {
    var top = Files.createDirectory(folder.resolve("9"));
    var below = job(task("x", "sleep 1000"));
    var above =
        job(TaskDefinition.of(new TaskKey("a"), List.of(), new Work.RunJob("other", Map.of())));
    var family = new JobFamily(above, Map.of("other", below));
    var child = new RunId(2_000);
    BlockingQueue<Journaled> told = new LinkedBlockingQueue<>();

    try (var run = NodeRun.submit(top, new RunId(9), family, Map.of(), SETTINGS)) {
      run.follow(child, told::add);
      while (!(told.poll(60, TimeUnit.SECONDS).event() instanceof RunEvent.AttemptsBegan)) {}
      var answer = run.ask(new RunCommand.Stop(StopReason.CANCELED, "me"));
      var result = run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(answer.toCompletableFuture()).isCompletedWithValue(new Answer.Accepted());
      assertThat(result).isEqualTo(RunResult.CANCELED);
    }

    assertThat(RunArchive.read(top)).extracting(RunArchive::run).containsExactly(run(9), child);
    assertThat(RunArchive.read(top).getLast().job()).isEqualTo(below);
    assertThat(folder.resolve("2000/tasks/x/0/log")).exists();
  }

  @Test
  void a_run_that_has_ended_is_opened_again_for_a_repair() throws Exception {
    var fails = outside.resolve("fails");
    Files.createFile(fails);
    var job = job(task("a", "test ! -e " + fails));
    try (var run = NodeRun.submit(folder, run(7), JobFamily.of(job), Map.of(), SETTINGS)) {
      assertThat(run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(RunResult.FAILED);
    }
    Files.delete(fails);

    try (var run = NodeRun.resume(folder, run(7), SETTINGS)) {
      run.ask(new RunCommand.Repair(8, null, List.of(), true, true, Map.of(), "me"));

      assertThat(run.ended().toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(RunResult.SUCCESS);
    }
  }

  private static RunId run(long id) {
    return new RunId(id);
  }

  private static RunId ids(int count) {
    return new RunId(1_000L * count);
  }

  private static JobDefinition job(TaskDefinition... tasks) {
    return new JobDefinition("job", List.of(), List.of(tasks), 0, 0);
  }

  private static TaskDefinition task(String key, String command, String... dependsOn) {
    return TaskDefinition.of(
        new TaskKey(key),
        List.of(dependsOn).stream().map(TaskKey::new).toList(),
        new Work.Shell(List.of("/bin/sh", "-c", command), Map.of(), null));
  }
}
