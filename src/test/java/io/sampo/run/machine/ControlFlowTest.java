package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.BLOCKED;
import static io.sampo.model.TaskStatus.DISABLED;
import static io.sampo.model.TaskStatus.EXCLUDED;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.SUCCESS;
import static io.sampo.model.TaskStatus.UPSTREAM_FAILED;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.chain;
import static io.sampo.run.Tasks.condition;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.saying;
import static io.sampo.run.Tasks.task;
import static io.sampo.run.Tasks.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work.Comparison;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ControlFlowTest {

  @Test
  void a_handler_runs_only_when_something_above_it_failed() {
    var plan = plan(task("a"), task("b"), task("c", "a", "b").with(RunIf.AT_LEAST_ONE_FAILED));

    var well = RunStory.of(plan);
    well.succeed();
    assertThat(well.statuses()).containsExactly(SUCCESS, SUCCESS, EXCLUDED);
    assertThat(well.run().result()).isEqualTo(RunResult.SUCCESS);

    var ill = RunStory.of(plan);
    ill.attempt(0, FAILED);
    ill.succeed();
    assertThat(ill.statuses()).containsExactly(TaskStatus.FAILED, SUCCESS, SUCCESS);
    assertThat(ill.run().result()).isEqualTo(RunResult.SUCCESS_WITH_FAILURES);
    assertThat(ill.run().endMessage()).isEqualTo("Task a failed with message: exit 1");
  }

  @Test
  void a_rule_is_looked_at_once_everything_above_has_come_to_rest() {
    var story = RunStory.of(plan(task("a"), task("b"), task("c", "a", "b").with(RunIf.ALL_DONE)));

    story.attempt(0, FAILED);
    assertThat(story.statuses()).containsExactly(TaskStatus.FAILED, TaskStatus.ASSIGNED, BLOCKED);

    story.end(1, FAILED);
    assertThat(story.statuses().get(2)).isEqualTo(READY);
    assertThat(story.events()).last().isInstanceOf(RunEvent.TasksReleased.class);
  }

  @Test
  void what_is_excluded_counts_as_success_below() {
    var story =
        RunStory.of(
            plan(
                task("a"),
                task("handler", "a").with(RunIf.ALL_FAILED),
                task("below", "handler"),
                task("join", "handler", "a")));

    story.succeed();

    assertThat(story.statuses()).containsExactly(SUCCESS, EXCLUDED, EXCLUDED, SUCCESS);
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
  }

  @Test
  void a_disabled_task_rests_at_once_and_takes_what_needs_it_along() {
    var disabled = task("a");
    var story =
        RunStory.of(
            plan(
                task("root"),
                disable(task("a", "root")),
                task("b", "a"),
                task("c", "a").with(RunIf.ALL_DONE)));

    assertThat(story.statuses()).containsExactly(READY, DISABLED, DISABLED, READY);
    assertThat(disabled.disabled()).isFalse();

    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
  }

  @Test
  void a_chain_of_disabled_tasks_does_not_let_go_who_waits_for_others_too() {
    var story =
        RunStory.of(
            plan(
                task("root"),
                disable(task("a")),
                disable(task("b", "a")),
                task("c", "b", "root").with(RunIf.ALL_DONE)));

    assertThat(story.statuses()).containsExactly(READY, DISABLED, DISABLED, BLOCKED);

    story.succeed();
    assertThat(story.statuses()).containsExactly(SUCCESS, DISABLED, DISABLED, SUCCESS);
  }

  @Test
  void a_disabled_task_rests_once_though_what_it_waits_for_is_disabled_too() {
    var story = RunStory.of(plan(disable(task("a")), disable(task("b", "a"))));

    assertThat(story.events())
        .filteredOn(RunEvent.TasksResolved.class::isInstance)
        .containsExactly(new RunEvent.TasksResolved(story.now(), DISABLED, List.of(0, 1)));
  }

  @Test
  void a_condition_is_decided_without_a_worker_and_opens_one_branch() {
    var story =
        RunStory.of(
            plan(
                condition("check", "12.0", Comparison.GREATER_THAN_OR_EQUAL, "12"),
                when(task("yes"), "check", true),
                when(task("no"), "check", false),
                task("join", "yes", "no")));

    assertThat(story.statuses()).containsExactly(SUCCESS, READY, EXCLUDED, BLOCKED);
    assertThat(story.run().outcome(0)).isTrue();
    assertThat(story.run().attempt(0)).isEqualTo(1);

    story.succeed();
    assertThat(story.statuses()).containsExactly(SUCCESS, SUCCESS, EXCLUDED, SUCCESS);
  }

  @Test
  void a_condition_compares_what_tasks_above_have_set() {
    var story =
        RunStory.of(
            plan(
                task("count"),
                condition(
                    "enough", "{{tasks.count.values.rows}}", Comparison.GREATER_THAN, "9", "count"),
                when(task("go"), "enough", true)));

    story.attempt(0, new Outcome.Succeeded(Map.of("rows", "\"12\"")));

    assertThat(story.run().outcome(1)).isTrue();
    assertThat(story.statuses().get(2)).isEqualTo(READY);
  }

  @Test
  void a_condition_that_cannot_be_decided_fails_and_says_why() {
    var story =
        RunStory.of(
            plan(
                condition("bad", "many", Comparison.LESS_THAN, "12"),
                when(task("below"), "bad", true),
                condition("gone", "{{tasks.bad.values.x}}", Comparison.EQUAL_TO, "", "bad")));

    assertThat(story.statuses())
        .containsExactly(TaskStatus.FAILED, UPSTREAM_FAILED, UPSTREAM_FAILED);
    assertThat(story.run().failure(0)).contains("left", "many", "expected: a number");
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
  }

  @Test
  void a_task_whose_reference_stands_for_nothing_fails_and_is_never_given_to_a_worker() {
    var story =
        RunStory.of(plan(task("a"), saying("b", "{{tasks.a.values.rows}}", "a"), task("c", "a")));
    story.attempt(0, new Outcome.Succeeded(Map.of("cols", "3")));

    story.start(W1, 10);

    assertThat(story.statuses()).containsExactly(SUCCESS, TaskStatus.FAILED, TaskStatus.ASSIGNED);
    assertThat(Objects.requireNonNull(story.run().failure(1)))
        .contains("{{tasks.a.values.rows}}", "SUCCESS", "[cols]");
    assertThat(story.run().attempt(1)).isZero();
  }

  @Test
  void a_deep_chain_below_a_failure_comes_to_rest_by_one_decision() {
    var story = RunStory.of(chain(3_000));

    story.attempt(0, FAILED);

    assertThat(story.events()).filteredOn(RunEvent.TasksResolved.class::isInstance).hasSize(3);
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  private static TaskDefinition disable(TaskDefinition task) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        true,
        task.work(),
        task.retry(),
        0,
        0,
        0,
        task.compute());
  }
}
