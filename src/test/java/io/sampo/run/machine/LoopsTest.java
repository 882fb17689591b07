package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.CANCELED;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.RUNNING;
import static io.sampo.model.TaskStatus.SUCCESS;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.saying;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.reference.TaskReferences;
import io.sampo.run.state.Loop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopsTest {

  @Test
  void as_many_iterations_go_at_the_same_time_as_may() {
    var story = RunStory.of(plan(loop("l", "[1, 2, 3, 4]", 2, task("one"))));

    assertThat(iterations(story))
        .containsExactly(READY, READY, TaskStatus.BLOCKED, TaskStatus.BLOCKED);
    assertThat(story.run().status(0)).isEqualTo(RUNNING);

    story.start(W1, 10);
    story.end(1, Outcome.Succeeded.PLAIN);
    assertThat(iterations(story))
        .containsExactly(SUCCESS, TaskStatus.ASSIGNED, READY, TaskStatus.BLOCKED);
    assertThat(loopOf(story).statistics()).isEqualTo(new Loop.Statistics(4, 3, 2, 1, 0, 0));

    story.succeed();
    assertThat(story.run().status(0)).isEqualTo(SUCCESS);
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void each_iteration_sees_its_own_input() {
    var nested = saying("one", "{{input.name}} of {{input}} in {{task.name}}");
    var story =
        RunStory.of(
            plan(loop("l", "[{\"name\": \"a\", \"n\": [1, 2]}, {\"name\": 7}]", 2, nested)));

    assertThat(TaskReferences.of(story.run(), 1))
        .isEqualTo(
            Map.of("input.name", "a", "input", "{\"name\":\"a\",\"n\":[1,2]}", "task.name", "one"));
    assertThat(TaskReferences.of(story.run(), 2)).containsEntry("input.name", "7");
    assertThat(story.run().name(2)).isEqualTo("l[1]");
  }

  @Test
  void a_failed_iteration_stops_no_other_and_fails_the_loop() {
    var story = RunStory.of(plan(loop("l", "[1, 2, 3]", 1, task(retries(1), "one"))));

    story.attempt(1, FAILED);
    story.attempt(1, FAILED);
    story.succeed();

    assertThat(iterations(story)).containsExactly(TaskStatus.FAILED, SUCCESS, SUCCESS);
    assertThat(story.run().failure(0)).isEqualTo("1 of 3 iterations failed");
    assertThat(story.run().endMessage()).startsWith("Task l[0] failed with message: exit 1");
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
  }

  @Test
  void a_loop_over_nothing_succeeds() {
    var story = RunStory.of(plan(loop("l", "[]", 3, task("one")), task("below", "l")));

    assertThat(story.statuses()).containsExactly(SUCCESS, READY);
  }

  @Test
  void inputs_may_be_what_a_task_above_has_set() {
    var story =
        RunStory.of(
            plan(task("list"), loop("l", "{{tasks.list.values.days}}", 5, task("one"), "list")));

    story.attempt(0, new Outcome.Succeeded(Map.of("days", "[\"mon\", \"tue\"]")));

    assertThat(loopOf(story, 1).count()).isEqualTo(2);
    assertThat(loopOf(story, 1).input(3)).isEqualTo("\"tue\"");
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1} | a JSON object",
        "12 | a number",
        "\"[1\" | no",
      })
  void inputs_that_are_no_array_fail_the_loop(String value, String what) {
    var story =
        RunStory.of(
            plan(task("list"), loop("l", "{{tasks.list.values.days}}", 5, task("one"), "list")));

    story.attempt(0, new Outcome.Succeeded(Map.of("days", value)));

    assertThat(story.run().status(1)).isEqualTo(TaskStatus.FAILED);
    assertThat(Objects.requireNonNull(story.run().failure(1))).containsIgnoringCase(what);
  }

  @Test
  void inputs_from_a_reference_end_at_48_kib() {
    var story =
        RunStory.of(
            plan(task("list"), loop("l", "[{{tasks.list.values.x}}]", 5, task("one"), "list")));
    var value = "\"" + "1,".repeat(24 * 1024) + "1\"";

    story.attempt(0, new Outcome.Succeeded(Map.of("x", value)));

    assertThat(Objects.requireNonNull(story.run().failure(1)))
        .isEqualTo(
            "inputs from a reference: 49,155 bytes (expected: at most 49,152;"
                + " inputs_file may be longer)");
  }

  @Test
  void canceling_the_run_ends_every_iteration_and_then_the_loop() {
    var story = RunStory.of(plan(loop("l", "[1, 2, 3]", 1, task("one"))));
    story.start(W1, 1);

    story.tell(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    assertThat(iterations(story)).containsExactly(TaskStatus.ASSIGNED, CANCELED, CANCELED);

    story.end(1, new Outcome.Canceled());
    assertThat(story.run().status(0)).isEqualTo(CANCELED);
    assertThat(story.run().result()).isEqualTo(RunResult.CANCELED);
  }

  @Test
  void canceling_the_loop_ends_it_and_leaves_the_rest_of_the_run() {
    var story = RunStory.of(plan(loop("l", "[1, 2, 3]", 1, task("one")), task("other")));
    story.start(W1, 2);

    story.tell(new RunCommand.CancelTask(new TaskKey("l"), "ann"));
    assertThat(story.run().stopping(2)).isEqualTo(StopReason.CANCELED);
    story.end(2, FAILED);

    assertThat(story.statuses()).containsExactly(CANCELED, TaskStatus.ASSIGNED);
    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.CANCELED);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void a_loop_that_takes_too_long_is_stopped_and_timed_out() {
    var loop = loop("l", "[1, 2]", 1, task("one")).withTimeoutMillis(1_000);
    var story = RunStory.of(plan(loop, task("below", "l")));
    story.start(W1, 1);

    story.pass(1_000).tell(new RunCommand.Start(List.of()));
    assertThat(story.run().firstWatchMillis()).isEqualTo(Long.MAX_VALUE);
    story.end(2, new Outcome.Canceled());

    assertThat(story.statuses()).containsExactly(TaskStatus.TIMEDOUT, TaskStatus.UPSTREAM_FAILED);
  }

  @Test
  void a_hundred_thousand_inputs_are_no_hundred_thousand_definitions() {
    var inputs = "[" + "0,".repeat(99_999) + "0]";
    var story = RunStory.of(plan(loop("l", inputs, 100, task("one"))));

    assertThat(story.run().size()).isEqualTo(100_001);
    assertThat(story.run().definition(1)).isSameAs(story.run().definition(100_000));
    assertThat(story.events()).filteredOn(RunEvent.LoopStarted.class::isInstance).hasSize(1);
    assertThat(story.run().startableCount(0, story.now().elapsedMillis(), 1_000)).isEqualTo(100);
  }

  private static List<TaskStatus> iterations(RunStory story) {
    var run = story.run();
    return IntStream.range(run.plan().size(), run.size()).mapToObj(run::status).toList();
  }

  private static Loop loopOf(RunStory story) {
    return loopOf(story, 0);
  }

  private static Loop loopOf(RunStory story, int task) {
    return Objects.requireNonNull(story.run().loop(task));
  }
}
