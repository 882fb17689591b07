package io.sampo.simulation.rehearsal;

import static io.sampo.run.Tasks.condition;
import static io.sampo.run.Tasks.job;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.saying;
import static io.sampo.run.Tasks.task;
import static io.sampo.run.Tasks.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.JobDefinition;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.model.Work.Comparison;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that a job can say beside which task waits for which. */
class LanguageTest {

  private static final Crew ONE = new Crew(1, 1);
  private static final Crew FOUR = new Crew(1, 4);
  private static final String THREE = "[1, 2, 3]";

  @Test
  void a_condition_takes_no_time_and_leaves_out_what_it_does_not_call_for() {
    var condition = condition("if", "1", Comparison.EQUAL_TO, "2", "a");
    var plan =
        plan(task("a"), condition, when(task("b"), "if", true), when(task("c"), "if", false));

    var rehearsed = Stage.of(plan).rehearse(ONE);

    assertThat(rehearsed.makespanMillis()).isEqualTo(20).isEqualTo(rehearsed.pathMillis());
    assertThat(names(rehearsed.path(), rehearsed)).containsExactly("a", "if", "c");
    var row = row(rehearsed, "if");
    assertThat(List.of(row.start(), row.end(), row.span(), row.queued()))
        .containsExactly(10L, 10L, 0L, 0L);
    assertThat(row.ran()).isTrue();
    assertThat(row.hasDuration()).isFalse();
    assertThat(row(rehearsed, "b").status()).isEqualTo(TaskStatus.EXCLUDED);
  }

  @Test
  void what_handles_a_failure_runs_after_it() {
    var plan = plan(task("a"), task("b", "a"), task("c", "a").with(RunIf.ALL_FAILED));

    var rehearsed = Stage.of(plan).failing(Set.of("a")).taking("c", 5).rehearse(ONE);

    assertThat(row(rehearsed, "b").status()).isEqualTo(TaskStatus.UPSTREAM_FAILED);
    assertThat(row(rehearsed, "c").ready()).isEqualTo(10);
    assertThat(rehearsed.makespanMillis()).isEqualTo(15).isEqualTo(rehearsed.pathMillis());
  }

  @Test
  void what_waits_for_a_disabled_task_waits_for_nothing_above_it() {
    var plan = plan(task("a"), disabled(task("b", "a")), task("c", "b").with(RunIf.ALL_DONE));

    var rehearsed = Stage.of(plan).taking("c", 15).rehearse(FOUR);

    assertThat(row(rehearsed, "b").status()).isEqualTo(TaskStatus.DISABLED);
    assertThat(row(rehearsed, "c").start()).isZero();
    assertThat(rehearsed.makespanMillis()).isEqualTo(15).isEqualTo(rehearsed.pathMillis());
  }

  @Test
  void a_loop_takes_what_its_iterations_take() {
    var plan = plan(task("a"), loop("each", THREE, 3, task("one"), "a"), task("b", "each"));

    var rehearsed = Stage.of(plan).taking("one", 7).rehearse(FOUR);

    assertThat(rehearsed.size()).isEqualTo(6);
    assertThat(rehearsed.makespanMillis()).isEqualTo(27).isEqualTo(rehearsed.pathMillis());
    assertThat(names(rehearsed.path(), rehearsed)).containsExactly("a", "each[0]", "each", "b");
    assertThat(row(rehearsed, "each").span()).isZero();
    assertThat(row(rehearsed, "each").start()).isEqualTo(10);
    assertThat(row(rehearsed, "each").end()).isEqualTo(17);
    assertThat(row(rehearsed, "each[2]").span()).isEqualTo(7);
    assertThat(row(rehearsed, "each[2]").path()).isEqualTo("one");
  }

  @Test
  void an_iteration_queues_from_when_its_loop_lets_it_go() {
    var plan = plan(loop("each", THREE, 1, task("one")));

    var rehearsed = Stage.of(plan).rehearse(FOUR);

    assertThat(rehearsed.queuedMillis()).isZero();
    assertThat(row(rehearsed, "each[2]").ready()).isEqualTo(20);
    assertThat(rehearsed.makespanMillis()).isEqualTo(30);
    assertThat(rehearsed.pathMillis()).isEqualTo(10);
    assertThat(rehearsed.bound().millis()).isEqualTo(10);
  }

  @Test
  void iterations_that_find_no_slot_queue_and_count_as_work() {
    var plan = plan(loop("each", THREE, 3, task("one")));

    var rehearsed = Stage.of(plan).rehearse(ONE);

    assertThat(rehearsed.queuedMillis()).isEqualTo(10 + 20);
    assertThat(rehearsed.bound()).isEqualTo(new LowerBound(30, LowerBound.Rule.TOTAL_WORK));
  }

  @Test
  void iterations_that_need_no_worker_are_done_at_once() {
    var condition = condition("is", "{{input}}", Comparison.EQUAL_TO, "2");
    var plan = plan(loop("each", THREE, 1, condition), task("a", "each"));

    var rehearsed = Stage.of(plan).rehearse(ONE);

    assertThat(rehearsed.makespanMillis()).isEqualTo(10);
    assertThat(row(rehearsed, "each[2]").ran()).isTrue();
  }

  @Test
  void a_loop_over_nothing_is_done_at_once() {
    var rehearsed = Stage.of(plan(loop("each", "[]", 1, task("one")))).rehearse(ONE);

    assertThat(rehearsed.result()).isEqualTo(RunResult.SUCCESS);
    assertThat(rehearsed.makespanMillis()).isZero();
  }

  @Test
  void a_loop_that_takes_too_long_is_stopped_with_its_iterations() {
    var plan =
        plan(
            loop("each", THREE, 1, task("one")).withTimeoutMillis(15),
            task("after", "each").with(RunIf.ALL_DONE),
            task("beside"));

    var rehearsed = Stage.of(plan).taking("beside", 40).rehearse(FOUR);

    assertThat(row(rehearsed, "each").status()).isEqualTo(TaskStatus.TIMEDOUT);
    assertThat(row(rehearsed, "each").end()).isEqualTo(15);
    assertThat(row(rehearsed, "each[1]").worked()).isEqualTo(5);
    assertThat(row(rehearsed, "each[2]").ran()).isFalse();
    assertThat(row(rehearsed, "after").start()).isEqualTo(15);
    assertThat(row(rehearsed, "beside").status()).isEqualTo(TaskStatus.SUCCESS);
  }

  @Test
  void an_attempt_that_takes_too_long_is_stopped_by_its_worker() {
    var rehearsed =
        Stage.of(plan(task("a").withTimeoutMillis(7), task("b").withTimeoutMillis(10)))
            .rehearse(FOUR);

    assertThat(row(rehearsed, "a").status()).isEqualTo(TaskStatus.TIMEDOUT);
    assertThat(row(rehearsed, "a").worked()).isEqualTo(7);
    assertThat(row(rehearsed, "b").status()).isEqualTo(TaskStatus.SUCCESS);
  }

  @Test
  void what_takes_longer_than_its_health_rule_allows_is_marked() {
    var job = new JobDefinition("slow", List.of(), List.of(warned(task("a")), task("b")), 0, 8);

    var rehearsed = Stage.of(Plan.of(job)).rehearse(FOUR);

    assertThat(rehearsed.isSlow()).isTrue();
    assertThat(row(rehearsed, "a").slow()).isTrue();
    assertThat(row(rehearsed, "b").slow()).isFalse();
    assertThat(rehearsed.makespanMillis()).isEqualTo(10);
  }

  @Test
  void another_job_shares_the_slots_and_its_tasks_are_tasks_of_the_rehearsal() {
    var stage =
        Stage.of(plan(task("a"), call("other", "a"), task("b", "a"), task("c", "call")))
            .job("other", plan(task("x"), task("y", "x")))
            .taking("call/y", 30);

    var wide = stage.rehearse(FOUR);
    var narrow = stage.rehearse(ONE);

    assertThat(wide.makespanMillis()).isEqualTo(60).isEqualTo(wide.pathMillis());
    assertThat(names(wide.path(), wide)).containsExactly("a", "call/x", "call/y", "call", "c");
    assertThat(row(wide, "call").start()).isEqualTo(10);
    assertThat(row(wide, "call").end()).isEqualTo(50);
    assertThat(row(wide, "call").span()).isZero();
    assertThat(narrow.makespanMillis()).isEqualTo(70).isEqualTo(narrow.bound().millis());
    assertThat(row(narrow, "call/x").queued()).isEqualTo(10);
  }

  @Test
  void another_job_that_fails_is_run_again_after_the_back_off_of_its_task() {
    var plan = plan(call("other").with(retries(1, 100, null)), task("beside"));
    var stage = Stage.of(plan).job("other", plan(task("x"), task("y"))).failing(Set.of("call/y"));

    var rehearsed = stage.taking("beside", 500).rehearse(FOUR);

    assertThat(row(rehearsed, "call").status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row(rehearsed, "call").attempts()).isEqualTo(2);
    assertThat(row(rehearsed, "call#2/x").start()).isEqualTo(110);
    assertThat(row(rehearsed, "call").end()).isEqualTo(120);
    assertThat(row(rehearsed, "call#2/x").slack()).isEqualTo(500 - 120);
  }

  @Test
  void another_job_that_does_not_accept_what_it_is_given_has_failed() {
    var plan = plan(job("call", "other"), task("after", "call").with(RunIf.ALL_DONE));

    var rehearsed = Stage.of(plan).job("other", plan(task("x"))).rehearse(ONE);

    assertThat(row(rehearsed, "call").status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row(rehearsed, "call").failure()).contains("layer");
    assertThat(rehearsed.makespanMillis()).isEqualTo(10);
  }

  @Test
  void a_back_off_of_a_run_is_not_hidden_by_one_that_waits_for_a_slot() {
    var plan =
        plan(
            call("other").with(retries(1, 20, null)), task(retries(1, 5, null), "a"), task("long"));
    var stage = Stage.of(plan).job("other", plan(condition("if", "a", Comparison.LESS_THAN, "1")));

    var rehearsed = stage.failing(Set.of("a")).taking("long", 100).rehearse(ONE);

    assertThat(row(rehearsed, "call").end()).isEqualTo(20);
  }

  @Test
  void a_loop_may_run_another_job_for_each_input() {
    var stage =
        Stage.of(plan(loop("each", THREE, 2, call("other"))))
            .job("other", plan(task("x"), task("y", "x")));

    var rehearsed = stage.rehearse(FOUR);

    assertThat(rehearsed.result()).isEqualTo(RunResult.SUCCESS);
    assertThat(rehearsed.makespanMillis()).isEqualTo(40);
    assertThat(rehearsed.pathMillis()).isEqualTo(20);
    assertThat(row(rehearsed, "each[2]/y").path()).isEqualTo("call/y");
    assertThat(row(rehearsed, "each[2]").start()).isEqualTo(20);
  }

  @Test
  void a_run_that_is_stopped_stops_what_it_runs() {
    var stage = Stage.of(plan(15, call("other"))).job("other", plan(task("x"), task("y", "x")));

    var rehearsed = stage.rehearse(FOUR);

    assertThat(rehearsed.result()).isEqualTo(RunResult.TIMEDOUT);
    assertThat(rehearsed.makespanMillis()).isEqualTo(15);
    assertThat(row(rehearsed, "call/y").worked()).isEqualTo(5);
  }

  @Test
  void without_the_value_that_it_refers_to_a_task_fails_as_in_any_run() {
    var loop = loop("each", "{{tasks.a.values.list}}", 3, saying("one", "{{input}}"), "a");

    var without = Stage.of(plan(task("a"), loop)).rehearse(FOUR);
    var with = Stage.of(plan(task("a"), loop)).setting("a", "list", THREE).rehearse(FOUR);

    assertThat(row(without, "each").status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row(without, "each").failure()).contains("never set that value");
    assertThat(with.result()).isEqualTo(RunResult.SUCCESS);
    assertThat(with.size()).isEqualTo(5);
  }

  private static TaskDefinition call(String job, String... above) {
    return TaskDefinition.of(
        new TaskKey("call"),
        Stream.of(above).map(TaskKey::new).toList(),
        new Work.RunJob(job, Map.of()));
  }

  private static TaskDefinition disabled(TaskDefinition task) {
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

  private static TaskDefinition warned(TaskDefinition task) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        false,
        task.work(),
        task.retry(),
        0,
        5,
        0,
        task.compute());
  }

  private static List<String> names(List<Integer> tasks, Rehearsed rehearsed) {
    return tasks.stream().map(rehearsed::row).map(Rehearsed.Row::name).toList();
  }

  private static Rehearsed.Row row(Rehearsed rehearsed, String name) {
    return Rehearsals.rows(rehearsed).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
