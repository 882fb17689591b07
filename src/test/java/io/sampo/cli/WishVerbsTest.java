package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.session.Nodes;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Story;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs cancel}, {@code repair}, {@code mark}, {@code why} and {@code events}. */
class WishVerbsTest {

  private static final JobDefinition JOB = Story.job("j", "a", "b a");

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeNodes nodes = new FakeNodes(run -> Story.of(run.value(), "j"));

  @BeforeEach
  void storeRuns() throws IOException {
    line = new CommandLineFixture(folder);
    line.properties.put("user.name", "ann");
    store(1, failed(1));
    store(4, Story.of(4, "j").running(0, 0));
    store(9, Story.of(9, "j").running(0, 0));
    Files.writeString(line.runFolder(9).resolve("parent"), "4");
    Files.write(folder.resolve(".sampo/ids"), new byte[] {0, 0, 0, 0, 0, 0, 0, 12});
  }

  @Test
  void an_interrupted_run_that_is_cancelled_ends_and_that_is_no_error() {
    nodes.onWish(Story.of(4, "j").running(0, 0).stopped("ann").over(RunResult.CANCELED, "by ann"));

    var called = line.call(nodes, "runs", "cancel", "4");

    assertThat(called.exitCode()).isZero();
    assertThat(called.out()).startsWith("run 4  j  CANCELED");
    assertThat(nodes.wishes).containsExactly(new RunCommand.Stop(StopReason.CANCELED, "ann"));
  }

  @Test
  void a_repair_of_everything_that_failed_is_what_is_meant_without_a_task() {
    nodes.onWish(failed(1).running(0, 2).over(RunResult.FAILED, "again"));

    var called = line.call(nodes, "runs", "repair", "1");

    assertThat(called.exitCode()).isEqualTo(3);
    assertThat(nodes.wishes)
        .containsExactly(new RunCommand.Repair(12, null, List.of(), true, true, Map.of(), "ann"));
  }

  @Test
  void what_would_be_refused_is_refused_before_a_node_is_started() {
    var late = line.call(nodes, "runs", "repair", "1", "--latest-repair-id", "3", "-o", "json");
    var ended = line.call(nodes, "runs", "cancel", "1");
    var running = line.call(nodes, "runs", "mark", "4", "a", "skipped", "--why", "x");

    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.err())
        .startsWith(
            "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"WRONG_LATEST_REPAIR");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).isEqualTo("run 1 has ended: FAILED (expected: a run that has not)\n");
    assertThat(running.exitCode()).isEqualTo(1);
    assertThat(nodes.wishes).isEmpty();
  }

  @Test
  void tasks_and_parameters_that_are_not_there_are_bad_usage() {
    var task = line.call(nodes, "runs", "repair", "1", "--task", "a,bb");
    var parameter = line.call(nodes, "runs", "repair", "1", "-p", "x=1");
    var both = line.call(nodes, "runs", "repair", "1", "--task", "a", "--all-failed");

    assertThat(task.exitCode()).isEqualTo(2);
    assertThat(task.err()).isEqualTo("--task: bb is no task of run 1 (did you mean 'b'?)\n");
    assertThat(parameter.exitCode()).isEqualTo(2);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(line.call(nodes, "runs", "mark", "1", "a", "skipped").exitCode()).isEqualTo(2);
    assertThat(line.call(nodes, "runs", "cancel", "2").exitCode()).isEqualTo(5);
  }

  @Test
  void a_mark_goes_to_the_run_with_who_and_why() {
    nodes.onWish(failed(1).over(RunResult.FAILED, "still"));

    line.call(nodes, "runs", "mark", "1", "a", "succeeded", "--why", "done by hand");

    assertThat(nodes.wishes)
        .containsExactly(
            new RunCommand.Mark(
                new TaskKey("a"), RunCommand.Mark.How.SUCCEEDED, "ann", "done by hand"));
  }

  @Test
  void a_run_that_is_part_of_another_takes_no_wishes_and_is_not_resumed() {
    var cancel = line.call(nodes, "runs", "cancel", "9");
    var resume = line.call(nodes, "resume", "9");

    assertThat(cancel.exitCode()).isEqualTo(2);
    assertThat(cancel.err()).startsWith("run 9 is part of run 4 ");
    assertThat(resume.exitCode()).isEqualTo(2);
    assertThat(resume.err())
        .isEqualTo("run 9 is part of run 4; go on with: scripts/sampo resume 4\n");
  }

  @Test
  void why_is_told_of_all_that_did_not_succeed_or_of_the_task_that_is_named() {
    var all = line.call(nodes, "runs", "why", "1");
    var one = line.call(nodes, "runs", "why", "1", "b", "-o", "json");

    assertThat(all.exitCode()).isZero();
    assertThat(all.out().lines()).hasSize(2).last().asString().startsWith("b does not run since a");
    assertThat(one.out()).startsWith("{\"task_key\":\"b\",\"state\":\"UPSTREAM_FAILED\"");
    assertThat(line.call(nodes, "runs", "why", "1", "x").exitCode()).isEqualTo(5);
  }

  @Test
  void why_knows_how_long_a_task_usually_takes_in_the_runs_of_its_job() throws IOException {
    store(2, Story.of(2, "j").running(0, 0).later(9_000).succeeded(0, 0, 9_000, Map.of()));

    var called = line.call(nodes, "runs", "why", "4", "b");

    assertThat(called.out()).contains("usually 9.0 s");
  }

  @Test
  void events_are_objects_with_a_name_and_keys_in_place_of_numbers() {
    var called = line.call(nodes, "runs", "events", "1");

    assertThat(called.out().lines().skip(1).findFirst())
        .hasValue(
            "{\"seq\":2,\"at\":1700000000000,\"event\":\"AttemptsStarted\",\"worker\":\"worker-1\","
                + "\"incarnation\":1,"
                + "\"attempts\":[{\"task_key\":\"a\",\"attempt\":0,\"fence\":1}]}");
  }

  private static Story failed(long run) {
    return Story.of(run, "j")
        .running(0, 0)
        .later(500)
        .failed(0, 0, "boom", new Next.Rest(TaskStatus.FAILED))
        .resolved(TaskStatus.UPSTREAM_FAILED, 1)
        .over(RunResult.FAILED, "Task a failed with message: boom");
  }

  private void store(long run, Story story) throws IOException {
    Files.createDirectories(line.runFolder(run));
    nodes.archives.put(line.runFolder(run), new Nodes.Archive(new RunId(run), JOB, story.events()));
  }
}
