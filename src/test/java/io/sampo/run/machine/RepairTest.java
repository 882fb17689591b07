package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.BLOCKED;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.SUCCESS;
import static io.sampo.model.TaskStatus.UPSTREAM_FAILED;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark.How;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.state.Plan;
import io.sampo.run.state.Repair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairTest {

  private static final Plan MEDALLION =
      plan(task("bronze"), task(retries(1), "silver", "bronze"), task("gold", "silver"));

  @Test
  void a_repair_runs_what_failed_again_with_all_its_retries_and_keeps_what_succeeded() {
    var story = failedInSilver();

    story.tell(repairFailed(1, null));

    assertThat(story.run().result()).isNull();
    assertThat(story.statuses()).containsExactly(SUCCESS, READY, BLOCKED);
    assertThat(story.run().attempt(1)).isEqualTo(2);
    assertThat(story.run().failures(1)).isZero();

    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.run().repairs())
        .containsExactly(
            new Repair(1, story.run().repairs().getFirst().wallMillis(), "ann", RunResult.FAILED));
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void only_the_tasks_that_are_named_run_again_unless_their_dependents_are_wanted_too() {
    var alone = RunStory.of(MEDALLION);
    alone.succeed();
    alone.tell(repair(1, null, false, "bronze"));
    assertThat(alone.statuses()).containsExactly(READY, SUCCESS, SUCCESS);

    var together = RunStory.of(MEDALLION);
    together.succeed();
    together.tell(repair(1, null, true, "silver"));
    assertThat(together.statuses()).containsExactly(SUCCESS, READY, BLOCKED);
  }

  @Test
  void a_repair_works_while_other_branches_go_on() {
    var story = RunStory.of(plan(task("a"), task("b", "a"), task("c"), task("d", "b", "c")));
    story.start(W1, 10);
    story.end(0, FAILED);
    assertThat(story.statuses())
        .containsExactly(TaskStatus.FAILED, UPSTREAM_FAILED, TaskStatus.ASSIGNED, BLOCKED);

    story.tell(repairFailed(1, null));
    assertThat(story.statuses()).containsExactly(READY, BLOCKED, TaskStatus.ASSIGNED, BLOCKED);

    story.end(2, Outcome.Succeeded.PLAIN);
    assertThat(story.statuses().get(3)).isEqualTo(BLOCKED);
    story.succeed();
    assertThat(story.statuses()).containsOnly(SUCCESS);
  }

  @Test
  void a_repaired_task_meets_the_outcomes_above_it_as_they_are() {
    var story = failedInSilver();

    story.tell(repair(1, null, false, "gold"));

    assertThat(story.statuses()).containsExactly(SUCCESS, TaskStatus.FAILED, UPSTREAM_FAILED);
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
  }

  @Test
  void a_task_that_is_not_under_way_waits_again_for_what_is_run_again() {
    var story = RunStory.of(plan(task("a"), task("b", "a"), task(retries(1, 500, null), "c", "a")));
    story.attempt(0, Outcome.Succeeded.PLAIN);
    story.attempt(2, FAILED);
    story.report(1, new Stage.Refused("full"));
    assertThat(story.statuses()).containsExactly(SUCCESS, READY, TaskStatus.BACKING_OFF);

    story.tell(repair(1, null, false, "a"));

    assertThat(story.statuses()).containsExactly(READY, BLOCKED, BLOCKED);
    assertThat(story.run().startableCount(0, story.now().elapsedMillis(), 10)).isEqualTo(1);
    story.attempt(0, Outcome.Succeeded.PLAIN);
    assertThat(story.statuses()).containsExactly(SUCCESS, READY, READY);
    assertThat(story.run().failures(2)).isEqualTo(1);
  }

  @Test
  void task_values_are_those_of_the_last_attempt() {
    var story = RunStory.of(plan(task("a")));
    story.attempt(0, new Outcome.Succeeded(Map.of("rows", "7")));
    assertThat(story.run().values(0)).isEqualTo(Map.of("rows", "7"));

    story.tell(repair(1, null, false, "a"));
    story.attempt(0, Outcome.Succeeded.PLAIN);

    assertThat(story.run().values(0)).isEmpty();
  }

  @Test
  void a_repair_of_a_loop_repeats_only_the_iterations_that_failed() {
    var story = RunStory.of(plan(loop("l", "[1, 2, 3]", 3, task("one"))));
    story.start(W1, 3);
    story.end(2, FAILED);
    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);

    story.tell(repairFailed(1, null));
    assertThat(story.run().size()).isEqualTo(4);
    assertThat(Stream.of(1, 2, 3).map(story.run()::status))
        .containsExactly(SUCCESS, READY, SUCCESS);

    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void a_repair_of_a_loop_that_succeeded_goes_through_all_of_it() {
    var story = RunStory.of(plan(loop("l", "[1, 2]", 2, task("one"))));
    story.succeed();

    story.tell(repair(1, null, false, "l"));

    assertThat(story.run().size()).isEqualTo(5);
    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void parameters_of_a_repair_hold_from_there_on() {
    var job =
        new JobDefinition(
            "sample",
            List.of(new Parameter("day", "1", Parameter.Kind.TEXT)),
            List.of(task("a")),
            0,
            0);
    var story = RunStory.of(Plan.of(job));
    story.attempt(0, FAILED);
    var wish = new RunCommand.Repair(1, null, List.of(), true, false, Map.of("day", "2"), "ann");

    story.tell(wish);

    assertThat(story.run().parameters()).isEqualTo(Map.of("day", "2"));
    assertThat(story.run().submission().parameters()).isEmpty();
  }

  @Test
  void the_same_repair_again_changes_nothing() {
    var story = failedInSilver();
    story.tell(repairFailed(1, null));

    assertThat(story.tell(repairFailed(1, null))).isEqualTo(Decision.NOTHING);
  }

  @Test
  void a_repair_that_cannot_be_is_refused_with_the_error_code_of_the_api() {
    var story = failedInSilver();
    assertRefused(
        story, repairFailed(1, 7L), Refusal.WRONG_LATEST_REPAIR, "none, the run was never");
    assertRefused(story, repair(1, null, false, "slver"), Refusal.UNKNOWN_TASK, "slver");
    assertRefused(
        story,
        new RunCommand.Repair(1, null, List.of(), false, false, Map.of(), "ann"),
        Refusal.NOTHING_TO_REPAIR,
        "rerun_tasks");
    assertRefused(
        story,
        new RunCommand.Repair(1, null, List.of(), true, false, Map.of("x", "1"), "ann"),
        Refusal.UNKNOWN_PARAMETER,
        "x");

    story.tell(repairFailed(1, null));
    assertRefused(story, repair(2, 1L, false, "silver"), Refusal.TASK_NOT_AT_REST, "READY");
    assertRefused(story, repairFailed(2, null), Refusal.WRONG_LATEST_REPAIR, "expected: 1");
    assertThat(Refusal.WRONG_LATEST_REPAIR.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");

    story.tell(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    story.start(W1, 1);
    assertThat(story.run().result()).isEqualTo(RunResult.CANCELED);
    story.tell(repairFailed(2, 1L));
    assertThat(story.run().stopping()).isNull();
  }

  @Test
  void a_run_that_is_being_stopped_is_not_repaired() {
    var story = RunStory.of(plan(task("a"), task("b")));
    story.start(W1, 1);
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "ann"));

    assertRefused(story, repairFailed(1, null), Refusal.ALREADY_STOPPING, "being stopped");
  }

  @Test
  void a_task_marked_as_succeeded_lets_what_waits_for_it_run() {
    var story = RunStory.of(MEDALLION);

    story.tell(mark("bronze", How.SUCCEEDED));

    assertThat(story.statuses()).containsExactly(SUCCESS, READY, BLOCKED);
    assertThat(story.events().getLast())
        .isEqualTo(new RunEvent.TaskMarked(story.now(), 0, SUCCESS, "ann", "done by hand"));
  }

  @Test
  void a_mark_after_the_end_changes_how_the_run_ended() {
    var story = RunStory.of(plan(task("a"), task("b")));
    story.attempt(0, FAILED);
    story.succeed();
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);

    story.tell(mark("a", How.SKIPPED));

    assertThat(story.statuses()).containsExactly(TaskStatus.EXCLUDED, SUCCESS);
    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void a_task_that_runs_is_not_marked() {
    var story = RunStory.of(plan(task("a")));
    story.start(W1, 1);

    assertRefused(story, mark("a", How.SUCCEEDED), Refusal.TASK_NOT_AT_REST, "cancel it first");
    assertRefused(story, mark("x", How.SUCCEEDED), Refusal.UNKNOWN_TASK, "x");
  }

  private static RunStory failedInSilver() {
    var story = RunStory.of(MEDALLION);
    story.attempt(0, Outcome.Succeeded.PLAIN);
    story.attempt(1, FAILED);
    story.attempt(1, FAILED);
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
    return story;
  }

  private static RunCommand.Mark mark(String task, How how) {
    return new RunCommand.Mark(new TaskKey(task), how, "ann", "done by hand");
  }

  private static RunCommand.Repair repairFailed(long id, @Nullable Long latest) {
    return new RunCommand.Repair(id, latest, List.of(), true, false, Map.of(), "ann");
  }

  private static RunCommand.Repair repair(
      long id, @Nullable Long latest, boolean dependents, String task) {
    return new RunCommand.Repair(
        id, latest, List.of(new TaskKey(task)), false, dependents, Map.of(), "ann");
  }

  private static void assertRefused(RunStory story, RunCommand wish, Refusal reason, String words) {
    var decision = story.tell(wish);
    assertThat(decision.events()).isEmpty();
    assertThat(decision.refusals()).extracting(Refused::reason).containsExactly(reason);
    assertThat(decision.refusals().getFirst().what()).contains(words);
  }
}
