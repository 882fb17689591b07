package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.ASSIGNED;
import static io.sampo.model.TaskStatus.CANCELED;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.UPSTREAM_CANCELED;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent.DurationExceeded;
import io.sampo.run.RunStory;
import io.sampo.run.state.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {

  @Test
  void a_canceled_task_that_waits_rests_at_once_and_calls_those_who_handle_failures() {
    var story =
        RunStory.of(
            plan(
                task("a"),
                task("b", "a"),
                task("handler", "a").with(RunIf.AT_LEAST_ONE_FAILED),
                task("other")));

    story.tell(cancel("a"));

    assertThat(story.statuses()).containsExactly(CANCELED, UPSTREAM_CANCELED, READY, READY);
  }

  @Test
  void a_canceled_task_that_runs_rests_when_it_is_gone_and_is_never_retried() {
    var story = RunStory.of(plan(task(retries(5), "a"), task("b")));
    story.start(W1, 1);

    story.tell(cancel("a"));
    assertThat(story.statuses()).containsExactly(ASSIGNED, READY);
    assertThat(story.run().isStoppingAny()).isTrue();

    story.end(0, FAILED);
    assertThat(story.statuses()).containsExactly(CANCELED, READY);
    assertThat(story.run().isStoppingAny()).isFalse();
    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.CANCELED);
  }

  @Test
  void a_canceled_task_whose_work_was_done_all_the_same_succeeded() {
    var story = RunStory.of(plan(task("a")));
    story.start(W1, 1);
    story.tell(cancel("a"));

    story.end(0, Outcome.Succeeded.PLAIN);

    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
  }

  @Test
  void a_canceled_task_that_no_worker_began_is_not_given_out_again() {
    var story = RunStory.of(plan(task("a")));
    story.start(W1, 1);
    story.tell(cancel("a"));

    story.report(0, new Stage.Refused("full"));

    assertThat(story.statuses()).containsExactly(CANCELED);
  }

  @Test
  void a_task_that_is_no_task_or_at_rest_or_being_stopped_is_not_canceled() {
    var story = RunStory.of(plan(task("a"), task("b")));
    story.start(W1, 1);
    story.tell(cancel("a"));
    assertThat(refusal(story, "a")).isEqualTo(Refusal.ALREADY_STOPPING);

    story.end(0, new Outcome.Canceled());
    assertThat(refusal(story, "a")).isEqualTo(Refusal.TASK_AT_REST);
    assertThat(refusal(story, "x")).isEqualTo(Refusal.UNKNOWN_TASK);
  }

  @Test
  void a_task_that_takes_longer_than_its_rule_allows_is_warned_of_once_an_attempt() {
    var slow = warned(task(retries(1), "a"), 1_000);
    var story = RunStory.of(plan(slow));
    story.start(W1, 1);
    story.report(0, new Stage.Began(1));

    look(story.pass(999));
    assertThat(warnings(story)).isEmpty();
    look(story.pass(1));
    look(story.pass(5_000));
    assertThat(warnings(story)).containsExactly(0);

    story.end(0, FAILED);
    story.start(W1, 1);
    story.report(0, new Stage.Began(1));
    look(story.pass(1_000));
    assertThat(warnings(story)).containsExactly(0, 0);
  }

  @Test
  void a_warning_outlives_its_coordinator_and_is_told_once() {
    var story = RunStory.of(plan(warned(task("a"), 1_000)));
    story.start(W1, 1);
    story.report(0, new Stage.Began(1));

    story.pass(400).restart(200, 70_000);
    look(story.pass(399));
    assertThat(warnings(story)).isEmpty();
    look(story.pass(1));
    story.restart(10, 5);
    assertThat(warnings(story)).containsExactly(0);
  }

  @Test
  void a_run_that_takes_longer_than_its_rule_allows_is_warned_of_once() {
    var job = new JobDefinition("sample", List.of(), List.of(task("a")), 0, 60_000);
    var story = RunStory.of(Plan.of(job));

    look(story.pass(60_000));
    look(story.pass(60_000));
    story.restart(10, 5);

    assertThat(warnings(story)).containsExactly(DurationExceeded.WHOLE_RUN);
    assertThat(story.run().warningMillis()).isEqualTo(Long.MAX_VALUE);
  }

  private static TaskDefinition warned(TaskDefinition task, long warnMillis) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        false,
        task.work(),
        task.retry(),
        0,
        warnMillis,
        0,
        task.compute());
  }

  private static void look(RunStory story) {
    story.tell(new RunCommand.Start(List.of()));
  }

  private static List<Integer> warnings(RunStory story) {
    return story.events().stream()
        .filter(DurationExceeded.class::isInstance)
        .map(event -> ((DurationExceeded) event).task())
        .toList();
  }

  private static RunCommand.CancelTask cancel(String key) {
    return new RunCommand.CancelTask(new TaskKey(key), "ann");
  }

  private static Refusal refusal(RunStory story, String key) {
    var before = story.statuses();
    var decision = story.tell(cancel(key));
    assertThat(story.statuses()).isEqualTo(before).doesNotContain(TaskStatus.BLOCKED);
    return decision.refusals().stream().map(Refused::reason).findFirst().orElseThrow();
  }
}
