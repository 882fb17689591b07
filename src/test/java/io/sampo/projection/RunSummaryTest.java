package io.sampo.projection;

import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.Outcome;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history of a run is what its summary is measured by, after each event. */
class RunSummaryTest {

  private static final Plan PLAN = Tasks.plan(Tasks.task("a"), Tasks.task("b", "a"));
  private static final Plan CONTROL =
      Tasks.plan(
          Controls.condition("c", "2", "1"), Controls.loop("l", "[1, 2]", 2, Tasks.task("n"), "c"));

  static List<Object[]> stories() {
    return List.of(
        new Object[] {"succeeded", succeeded()},
        new Object[] {"canceled twice", canceled()},
        new Object[] {"failed, repaired and repaired", repaired()},
        new Object[] {"failed and marked", marked()},
        new Object[] {"controlled", controlled()});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void a_summary_says_what_the_history_says(String name, RunStory story) {
    var history = new RunHistory(story.run().plan());
    @Nullable RunSummary summary = null;
    var seq = 0L;
    for (var event : story.events()) {
      var journaled = new Journaled(++seq, event);
      history.accept(journaled);
      summary =
          summary == null ? RunSummary.of((RunEvent.RunSubmitted) event) : summary.after(journaled);

      assertThat(summary.run()).isEqualTo(history.run());
      assertThat(summary.seq()).isEqualTo(history.seq());
      assertThat(summary.phase()).as(event.toString()).isEqualTo(history.phase());
      assertThat(summary.result()).as(event.toString()).isEqualTo(history.result());
      assertThat(summary.message()).isEqualTo(history.message());
      assertThat(summary.startMillis()).isEqualTo(history.startMillis());
      assertThat(summary.endMillis()).isEqualTo(history.endMillis());
    }
    assertThat(seq).as(name).isGreaterThan(2);
  }

  @Test
  void an_event_that_does_not_follow_is_refused() {
    var events = succeeded().events();
    var summary = RunSummary.of((RunEvent.RunSubmitted) events.getFirst());

    assertThatThrownBy(() -> summary.after(new Journaled(3, events.getLast())))
        .hasMessage("event 3 follows event 1 (expected: 2)");
  }

  private static RunStory succeeded() {
    var story = RunStory.of(PLAN);
    story.pass(5).attempt(0, new Outcome.Succeeded(Map.of()));
    story.pass(5).attempt(1, new Outcome.Succeeded(Map.of()));
    return story;
  }

  private static RunStory canceled() {
    var story = RunStory.of(PLAN);
    story.start(W1, 1);
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    story.end(0, new Outcome.Canceled());
    story.tell(repair(1, null));
    return story;
  }

  private static RunStory repaired() {
    var story = RunStory.of(PLAN);
    story.attempt(0, FAILED);
    story.pass(7).tell(repair(1, null));
    story.restart(5, 1);
    story.attempt(0, FAILED);
    story.tell(repair(2, 1L));
    return story;
  }

  private static RunStory marked() {
    var story = RunStory.of(PLAN);
    story.attempt(0, FAILED);
    story.tell(
        new RunCommand.Mark(new TaskKey("a"), RunCommand.Mark.How.SUCCEEDED, "ann", "it did"));
    return story;
  }

  private static RunStory controlled() {
    var story = RunStory.of(CONTROL);
    story.start(W1, 2);
    return story;
  }

  private static RunCommand.Repair repair(long id, @Nullable Long latest) {
    return new RunCommand.Repair(id, latest, List.of(), true, true, Map.of(), "ann");
  }
}
