package io.sampo.projection.why;

import static io.sampo.projection.Controls.begin;
import static io.sampo.projection.Controls.child;
import static io.sampo.projection.Controls.loop;
import static io.sampo.projection.why.Asking.around;
import static io.sampo.projection.why.Asking.names;
import static io.sampo.projection.why.Asking.sentence;
import static io.sampo.projection.why.Asking.why;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.projection.why.Around.Hands;
import io.sampo.projection.why.Around.Line;
import io.sampo.projection.why.Around.Pool;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static RunStory running(RunStory story, int task) {
    story.report(task, new Stage.Began(story.now().wallMillis()));
    return story;
  }

  private static Around with(
      RunStory story, Hands hands, @Nullable Pool pool, @Nullable Line line) {
    return new Around(story.now().wallMillis(), hands, pool, _ -> 0, line);
  }

  @Test
  void a_task_waits_for_one_above_that_runs_and_it_is_told_how_long_that_usually_takes() {
    var story = begin(task("bronze"), task("silver", "bronze"), task("gold", "silver"));
    story.start(W1, 1);
    running(story, 0).pass(5_000);
    var around =
        new Around(
            story.now().wallMillis(),
            Hands.BUSY,
            null,
            key -> key.equals(new TaskKey("bronze")) ? 180_000 : 0,
            null);

    var why = why(story, "gold", around);

    assertThat(why.sentence())
        .isEqualTo(
            "gold waits for silver, which waits for bronze (usually 3 min 00 s), which has been"
                + " running for 5.0 s on w1 (usually 3 min 00 s)");
    assertThat(why.steps().getFirst().reason())
        .isEqualTo(
            new Reason.WaitsForDependency("silver", TaskStatus.BLOCKED, 0, 1_000_000L, null));
  }

  @Test
  void of_a_long_line_the_sentence_tells_the_ends_and_the_data_are_bounded() {
    var story = RunStory.of(Tasks.chain(1_000));

    var why = why(story, "t999");

    assertThat(why.sentence())
        .isEqualTo("t999 waits for t998, … which waits for t0, which is about to begin");
    assertThat(why.steps()).hasSize(60);
    assertThat(why.leftOut()).isEqualTo(940);
  }

  @Test
  void of_several_tasks_above_the_one_with_the_longest_way_to_go_is_followed() {
    var story = begin(task("a"), task("b"), task("c", "b"), task("d", "a", "b", "c"));
    story.start(W1, 1);

    assertThat(sentence(story, "d"))
        .isEqualTo(
            "d waits for c and 2 more, which waits for b,"
                + " which waits for a free slot: held by a on w1");
  }

  @Test
  void a_task_that_backs_off_says_until_when_and_why_the_last_attempt_failed() {
    var story = begin(task(retries(2, 9_000, null), "a"));
    story.start(W1, 1);
    running(story, 0).end(0, FAILED);
    story.pass(1_000);

    assertThat(sentence(story, "a"))
        .isEqualTo("a waits another 8.0 s for attempt 2 of 3 after it failed: exit 1");
  }

  @Test
  void a_back_off_that_is_over_waits_for_a_slot() {
    var story = begin(task(retries(2, 9_000, null), "a"), task("b"));
    story.start(W1, 2);
    running(story, 0).end(0, FAILED);
    story.pass(10_000);

    assertThat(names(why(story, "a"))).containsExactly("BACKING_OFF of a", "NO_FREE_SLOT of a");
  }

  @Test
  void without_a_free_slot_it_is_told_who_holds_them_and_who_comes_first() {
    var story = RunStory.of(Tasks.independent(7));
    story.start(W1, 4);

    assertThat(sentence(story, "t6"))
        .isEqualTo(
            "t6 waits for a free slot: held by t0 on w1, t1 on w1, t2 on w1 and 1 more;"
                + " it waits in line: 2 ready tasks are before it");
  }

  @Test
  void slots_may_be_held_by_other_runs() {
    var story = begin(task("a"));

    assertThat(why(story, "a", with(story, Hands.BUSY, new Pool(2, 0), null)).sentence())
        .isEqualTo("a waits for a free slot: other runs hold them all");
  }

  @Test
  void without_a_worker_nothing_starts() {
    var story = begin(task("a"));

    assertThat(why(story, "a", with(story, Hands.BUSY, new Pool(0, 0), null)).sentence())
        .isEqualTo("a waits for a worker: the pool has none");
  }

  @Test
  void a_node_that_is_stopping_starts_nothing_new() {
    var story = begin(task("a"), task("b", "a"));

    assertThat(why(story, "b", with(story, Hands.HOLDING, null, null)).sentence())
        .isEqualTo(
            "b waits for a, which is not started: the node is stopping and starts nothing new");
  }

  @Test
  void a_run_that_no_node_carries_out_is_to_be_resumed() {
    var story = begin(task("a"), task("b", "a"));
    story.start(W1, 1);
    running(story, 0);

    assertThat(why(story, "b", Around.nobody(story.now().wallMillis())).sentence())
        .isEqualTo(
            "b waits for a, which goes no further: no node carries out run 7"
                + " (scripts/sampo resume 7)");
  }

  @Test
  void a_run_may_wait_for_other_runs_and_for_its_job() {
    var story = begin(task("a"));

    assertThat(why(story, "a", with(story, Hands.BUSY, null, new Line(2, false))).sentence())
        .isEqualTo("a waits for its run to begin: 2 runs of the job must end first");
    assertThat(why(story, "a", with(story, Hands.BUSY, null, new Line(2, true))).sentence())
        .isEqualTo("a is not started: its job is paused");
  }

  @Test
  void an_iteration_waits_for_its_turn() {
    var story = begin(loop("loop", "[1,2,3,4,5]", 2, task("inner")));
    story.start(W1, 5);

    assertThat(sentence(story, "loop[4]"))
        .isEqualTo(
            "loop[4] waits for its turn: 2 of at most 2 iterations of loop are under way,"
                + " 2 come first");
    assertThat(sentence(story, "loop"))
        .isEqualTo(
            "loop has been running for 0.0 s;"
                + " it is through 0 of 5 iterations, 0 failed, 2 running");
  }

  @Test
  void a_task_that_was_given_back_says_why() {
    var story = begin(task("a"));
    story.start(W1, 1);
    story.report(0, new Stage.Refused("disk is full"));

    assertThat(sentence(story, "a"))
        .isEqualTo("a was given back by its worker: disk is full; it is about to begin");
  }

  @Test
  void a_task_that_was_handed_over_has_not_begun() {
    var story = begin(task("a"));
    story.start(W1, 1);

    assertThat(sentence(story, "a"))
        .isEqualTo("a was handed to w1, which has not said yet that it began");
  }

  @Test
  void a_lost_worker_is_why_a_task_is_tried_again_and_at_last_why_it_failed() {
    var story = begin(task(retries(0), "a"));
    story.start(W1, 1);
    running(story, 0).tell(new RunCommand.LoseWorker(W1, "silent", 0));
    var once = sentence(story, "a");
    for (var loss = 0; loss < 2; loss++) {
      story.start(W1, 1);
      running(story, 0).tell(new RunCommand.LoseWorker(W1, "silent", 0));
    }

    assertThat(once)
        .isEqualTo("a is tried again since worker w1#1 was lost: silent; it is about to begin");
    assertThat(sentence(story, "a"))
        .isEqualTo("a failed since worker w1#1 was lost: silent (lost 3 times)");
  }

  @Test
  void the_run_of_another_job_is_named_and_how_it_ended() {
    var story = begin(child("sub"), task("b", "sub"));
    story.tell(new RunCommand.BeginChild(0, new RunId(12)));
    var before = sentence(story, "b");
    story.tell(new RunCommand.HearChild(0, new RunId(12), RunResult.FAILED, "boom", 0));

    assertThat(before).isEqualTo("b waits for sub, which waits for run 12 to end");
    assertThat(sentence(story, "b"))
        .isEqualTo("b does not run since sub failed as run 12 did: boom");
  }

  @Test
  void a_task_that_is_being_stopped_says_by_whom() {
    var story = begin(task("a"), task("b"));
    story.start(W1, 2);
    running(running(story, 0), 1);
    story.tell(new RunCommand.CancelTask(new TaskKey("a"), "alice"));
    var single = sentence(story, "a");
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "bob"));

    assertThat(single)
        .isEqualTo("a has been running for 0.0 s on w1; it is being stopped by alice");
    assertThat(sentence(story, "b"))
        .isEqualTo(
            "b has been running for 0.0 s on w1; it is being stopped with the whole run by bob");
    story.end(0, new Outcome.Canceled());
    assertThat(sentence(story, "a")).isEqualTo("a was canceled by alice");
  }
}
