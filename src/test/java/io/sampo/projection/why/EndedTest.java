package io.sampo.projection.why;

import static io.sampo.projection.Controls.begin;
import static io.sampo.projection.Controls.child;
import static io.sampo.projection.Controls.condition;
import static io.sampo.projection.Controls.disabled;
import static io.sampo.projection.Controls.loop;
import static io.sampo.projection.Controls.runIf;
import static io.sampo.projection.Controls.when;
import static io.sampo.projection.Controls.with;
import static io.sampo.projection.why.Asking.names;
import static io.sampo.projection.why.Asking.sentence;
import static io.sampo.projection.why.Asking.why;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.projection.Controls;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndedTest {

  @Test
  void a_task_does_not_run_since_one_above_failed_for_good() {
    var story = begin(task(retries(2), "silver"), task("join", "silver"), task("gold", "join"));
    for (var attempt = 0; attempt < 3; attempt++) {
      story.start(W1, 1);
      story.end(0, FAILED, 10);
    }

    var why = why(story, "gold");

    assertThat(why.sentence())
        .isEqualTo("gold does not run since silver failed: exit 1 (attempt 3 of 3)");
    assertThat(why.steps().getFirst().reason())
        .isEqualTo(
            new Reason.UpstreamFailed(
                "silver", TaskStatus.FAILED, "exit 1", List.of("join", "silver")));
  }

  @Test
  void of_several_failures_above_the_first_one_is_the_root() {
    var story = begin(task("a"), task("b"), task("c", "a", "b"), task("d", "c"));
    story.start(W1, 2);
    story.end(1, FAILED);
    story.pass(10).end(0, FAILED);

    assertThat(sentence(story, "d"))
        .isEqualTo("d does not run since b failed: exit 1 (attempt 1 of 1)");
  }

  @Test
  void a_task_below_a_canceled_one_names_who_canceled_it() {
    var story = begin(task("a"), task("b", "a"));
    story.tell(new RunCommand.CancelTask(new TaskKey("a"), "alice"));

    assertThat(sentence(story, "b")).isEqualTo("b does not run since a was canceled by alice");
  }

  @Test
  void a_run_that_is_canceled_or_timed_out_is_why_its_tasks_are() {
    var canceled = begin(task("a"));
    canceled.tell(new RunCommand.Stop(StopReason.CANCELED, "bob"));
    var late = RunStory.of(Tasks.plan(5_000, task("a")));
    late.pass(5_000).tell(new RunCommand.Start(List.of()));

    assertThat(sentence(canceled, "a")).isEqualTo("a was canceled with the whole run by bob");
    assertThat(sentence(late, "a")).isEqualTo("a was stopped since the run timed out");
  }

  @Test
  void a_run_that_was_repaired_is_not_stopped_any_more() {
    var story = begin(child("sub"));
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "bob"));
    story.pass(10);
    story.tell(new RunCommand.Repair(1, null, List.of(), true, false, Map.of(), "eve"));
    story.pass(10);
    story.tell(new RunCommand.BeginChild(0, new RunId(12)));
    story.tell(new RunCommand.HearChild(0, new RunId(12), RunResult.CANCELED, "", 0));

    assertThat(sentence(story, "sub")).isEqualTo("sub was canceled as run 12 was");
  }

  @Test
  void a_rule_that_is_not_met_names_what_each_dependency_came_to() {
    var story = begin(task("a"), task("b"), runIf(RunIf.ALL_FAILED, task("c", "a", "b")));
    story.start(W1, 2);
    story.end(0, FAILED);
    story.end(1, Outcome.Succeeded.PLAIN);

    assertThat(sentence(story, "c"))
        .isEqualTo("c does not run since run_if ALL_FAILED is not met: a is FAILED, b is SUCCESS");
  }

  @Test
  void a_failure_above_a_task_with_another_rule_is_told_with_the_rule() {
    var story = begin(task("a"), runIf(RunIf.NONE_FAILED, task("b", "a")));
    story.start(W1, 1);
    story.end(0, FAILED);

    assertThat(sentence(story, "b"))
        .isEqualTo(
            "b does not run since run_if NONE_FAILED is not met: a is FAILED;"
                + " a failed: exit 1 (attempt 1 of 1)");
  }

  @Test
  void a_condition_that_came_to_something_else_is_named_with_what_was_compared() {
    var story =
        begin(condition("check", "3", "5"), when(true, task("yes", "check")), task("after", "yes"));

    assertThat(sentence(story, "yes"))
        .isEqualTo(
            "yes does not run since check came to false, not true;"
                + " check found that '3' GREATER_THAN '5' is false");
    assertThat(names(why(story, "after")))
        .containsExactly("EXCLUDED of after", "CONDITION of yes", "DECIDED of check");
  }

  @Test
  void a_disabled_task_and_one_below_it_say_so() {
    var story = begin(disabled(task("a")), task("b", "a"));

    assertThat(sentence(story, "a")).isEqualTo("a is disabled");
    assertThat(sentence(story, "b"))
        .isEqualTo(
            "b does not run since run_if ALL_SUCCESS is not met: a is DISABLED; a is disabled");
  }

  @Test
  void a_task_that_was_marked_says_by_whom_and_why_until_it_is_repaired() {
    var story = begin(task("a"), task("b", "a"));
    story.tell(
        new RunCommand.Mark(new TaskKey("a"), RunCommand.Mark.How.SKIPPED, "eve", "not today"));
    var marked = sentence(story, "b");
    story.tell(new RunCommand.Repair(1, null, Controls.keys("a"), false, true, Map.of(), "eve"));

    assertThat(marked)
        .isEqualTo(
            "b does not run since nothing ran that it depends on: a;"
                + " a was marked EXCLUDED by eve: not today");
    assertThat(sentence(story, "b")).isEqualTo("b waits for a, which is about to begin");
  }

  @Test
  void a_loop_whose_iterations_failed_names_them_and_why_the_first_did() {
    var story = begin(loop("loop", "[1,2,3]", 3, task("inner")), task("b", "loop"));
    story.start(W1, 3);
    var first = story.run().size() - 3;
    story.end(first, Outcome.Succeeded.PLAIN);
    story.end(first + 1, FAILED);
    story.end(first + 2, FAILED);

    assertThat(sentence(story, "b"))
        .isEqualTo(
            "b does not run since loop failed as 2 of 3 iterations did;"
                + " loop[1] failed: exit 1 (attempt 1 of 1)");
  }

  @Test
  void a_reference_that_stands_for_nothing_is_told() {
    var work = new Work.Shell(List.of("echo", "{{tasks.a.values.rows}}"), Map.of(), null);
    var story = begin(task("a"), with(task("b", "a"), work));
    story.start(W1, 1);
    story.end(0, Outcome.Succeeded.PLAIN);
    story.start(W1, 1);

    assertThat(sentence(story, "b"))
        .startsWith(
            "b failed before it began: {{tasks.a.values.rows}}: the task, which is SUCCESS");
  }

  @Test
  void a_success_and_a_time_out_say_how_long_it_took() {
    var story = begin(task("a"), task("b").withTimeoutMillis(3_000));
    story.start(W1, 2);
    story.end(0, Outcome.Succeeded.PLAIN, 1_500);
    story.end(1, new Outcome.TimedOut(3_000), 3_000);

    assertThat(sentence(story, "a")).isEqualTo("a succeeded after 1.5 s");
    assertThat(sentence(story, "b")).isEqualTo("b timed out after 3.0 s (attempt 1 of 1)");
  }

  @Test
  void a_task_that_the_run_does_not_have_was_not_called_for() {
    var history = Controls.history(begin(task("a"), task("b")));

    assertThat(Why.absent(history, "c").sentence())
        .isEqualTo("c was not called for: the run is of a, b only");
  }
}
