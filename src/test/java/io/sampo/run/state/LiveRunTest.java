package io.sampo.run.state;

import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.independent;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveRunTest {

  @Test
  void a_replay_leads_to_the_same_state() {
    var story = troubled();

    assertThat(story.run().snapshot()).isEqualTo(story.replayed().snapshot());
  }

  @Test
  void a_state_without_the_last_event_is_another() {
    var story = troubled();
    RunState before = new RunState.Absent(_ -> story.run().plan());
    for (var event : story.events().subList(0, story.events().size() - 1)) {
      before = before.after(event);
    }

    assertThat(story.run().snapshot()).isNotEqualTo(((LiveRun) before).snapshot());
  }

  @Test
  void a_run_goes_on_from_any_snapshot_as_it_did() {
    var story = troubled();
    RunState state = new RunState.Absent(_ -> story.run().plan());
    for (var event : story.events()) {
      state = state.after(event);
      state = RunState.of(((LiveRun) state).snapshot(), _ -> story.run().plan());
    }

    assertThat(((LiveRun) state).snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void a_snapshot_stays_as_it_is_while_its_run_goes_on() {
    var story = RunStory.of(independent(3));
    story.start(W1, 2);
    var kept = story.run().snapshot();
    var copy = RunState.of(kept, _ -> story.run().plan()).snapshot();

    story.succeed();

    assertThat(kept).isEqualTo(copy).isNotEqualTo(story.run().snapshot());
  }

  @Test
  void a_run_of_100_000_tasks_is_told_and_replayed() {
    var story = RunStory.of(independent(100_000));

    story.succeed();

    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.run().snapshot()).isEqualTo(story.replayed().snapshot());
  }

  @Test
  void what_may_start_comes_in_order_and_never_more_than_asked_for() {
    var story = RunStory.of(plan(task(retries(1, 100, null), "a"), task("b"), task("c")));
    story.start(W1, 1);
    story.end(0, FAILED);
    var now = story.now().elapsedMillis();

    assertThat(story.run().startable(0, now, 9)).containsExactly(1, 2);
    assertThat(story.run().startable(0, now, 1)).containsExactly(1);
    assertThat(story.run().startable(0, now, 0)).isEmpty();
    assertThat(story.run().startable(0, now + 100, 9)).containsExactly(0, 1, 2);
    assertThat(story.run().startable(0, now + 100, 2)).containsExactly(0, 1);
  }

  @Test
  void what_may_start_is_counted_as_far_as_asked_for() {
    var story = RunStory.of(plan(task(retries(1, 100, null), "a"), task("b"), task("c")));
    story.start(W1, 1);
    story.end(0, FAILED);
    var now = story.now().elapsedMillis();

    assertThat(story.run().startableCount(0, now, 9)).isEqualTo(2);
    assertThat(story.run().startableCount(0, now, 1)).isEqualTo(1);
    assertThat(story.run().startableCount(0, now + 100, 9)).isEqualTo(3);
    assertThat(story.run().startableCount(0, now + 100, 2)).isEqualTo(2);
  }

  @Test
  void a_task_that_comes_back_stands_in_line_once() {
    var story = RunStory.of(independent(3));
    story.start(W1, 2);
    story.report(0, new Stage.Refused("full"));

    assertThat(story.run().startable(0, 0, 9)).containsExactly(2, 0);
  }

  @Test
  void values_of_all_tasks_above_are_found() {
    var story = RunStory.of(plan(task("a"), task("b", "a"), task("c", "b"), task("d")));
    story.start(W1, 2);
    story.end(0, new Outcome.Succeeded(Map.of("rows", "7")));
    story.end(3, new Outcome.Succeeded(Map.of("rows", "8")));
    story.start(W1, 1);
    story.end(1, Outcome.Succeeded.PLAIN);

    assertThat(story.run().valuesAbove(2)).isEqualTo(Map.of(new TaskKey("a"), Map.of("rows", "7")));
    assertThat(story.run().valuesAbove(3)).isEmpty();
  }

  @Test
  void the_first_failure_that_counted_is_kept() {
    var story = RunStory.of(plan(task(retries(1), "a"), task("b"), task("c")));
    story.start(W1, 3);
    story.end(0, FAILED);
    assertThat(story.run().firstFailure()).isNull();

    story.end(1, new Outcome.TimedOut(5));
    story.end(2, FAILED);
    assertThat(story.run().firstFailure()).isEqualTo(1);
    assertThat(story.run().failure(1)).isEqualTo("timed out after 5 ms");
  }

  @Test
  void a_journal_begins_with_a_submit_and_has_only_one() {
    var story = RunStory.of(independent(1));
    var absent = new RunState.Absent(_ -> independent(1));
    var stop = new RunEvent.StopRequested(story.now(), StopReason.CANCELED, "me");

    assertThatIllegalStateException()
        .isThrownBy(() -> absent.after(stop))
        .withMessageStartingWith("the first event of a run is StopRequested");
    assertThatIllegalStateException()
        .isThrownBy(() -> story.run().after(story.events().getFirst()))
        .withMessage("submitted twice: 7");
  }

  @Test
  void a_marker_of_no_run_serves_many_runs() {
    var absent = new RunState.Absent(_ -> independent(1));
    var submitted = RunStory.of(independent(1)).events().getFirst();

    assertThat(absent.after(submitted)).isNotSameAs(absent.after(submitted));
  }

  @Test
  void a_plan_refuses_keys_that_stand_twice_or_name_no_task() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(task("a"), task("a")))
        .withMessage("task_key: a stands twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(task("a", "b")))
        .withMessage("a depends on b, which is no task");
  }

  /** Failures, back-off, values, a takeover, a refusal, a loss. */
  private static RunStory troubled() {
    var story =
        RunStory.of(
            plan(task(Tasks.retries(2, 500, null), "a"), task("b"), task("c", "a"), task("d")));
    story.start(W1, 2);
    story.end(0, FAILED, 100);
    story.end(1, new Outcome.Succeeded(Map.of("rows", "1")));
    story.restart(100, 3).pass(400).start(W1, 2);
    story.report(3, new Stage.Refused("full"));
    story.tell(new RunCommand.LoseWorker(W1, "gone", 0));
    story.start(RunStory.W2, 1);
    return story;
  }
}
