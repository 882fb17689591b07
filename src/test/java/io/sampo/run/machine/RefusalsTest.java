package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.SUCCESS;
import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.SUBMISSION;
import static io.sampo.run.RunStory.SUBMIT;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.independent;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.ContentHash;
import io.sampo.model.Outcome;
import io.sampo.model.Submission;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final Plan MEDALLION =
      plan(task("bronze"), task("silver", "bronze"), task("gold", "silver"));
  private static final RunCommand.Stop CANCEL = new RunCommand.Stop(StopReason.CANCELED, "me");

  @Test
  void nobody_hears_of_an_unknown_run() {
    var story = new RunStory(MEDALLION);

    var commands =
        List.of(
            CANCEL,
            new RunCommand.TakeOver(),
            new RunCommand.Start(List.of()),
            hear(new RunReport(W1, RUN, 1, 1, RunReport.Covers.everythingUpTo(1), List.of())),
            new RunCommand.LoseWorker(W1, "gone", 0));

    assertThat(commands)
        .allSatisfy(command ->
            assertThat(reasons(story.tell(command).refusals()))
                .containsExactly(Refusal.UNKNOWN_RUN));
  }

  @Test
  void the_same_submit_again_changes_nothing_and_another_is_refused() {
    var story = RunStory.of(MEDALLION);
    var other =
        new RunCommand.Submit(
            RUN, Submission.of(new ContentHash("b".repeat(64)), Map.of(), SUBMISSION.files()));

    assertThat(story.tell(SUBMIT)).isEqualTo(Decision.NOTHING);
    assertThat(reasons(story.tell(other).refusals())).containsExactly(Refusal.ID_TAKEN);
    assertThat(story.events()).hasSize(1);
  }

  @Test
  void a_late_a_doubled_and_a_foreign_report_are_refused_visibly() {
    var story = RunStory.of(independent(2));
    story.start(W1, 1);
    var fence = story.run().fence(0);
    var end = new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 1);
    story.report(0, fence, end);

    assertThat(story.report(0, fence, end).refusals())
        .containsExactly(
            new Refused(Refusal.STALE_FENCE, "task 0 attempt 0 fence 1 from w1#1: Ended"));
    assertThat(reasons(story.report(1, 99, end).refusals())).containsExactly(Refusal.STALE_FENCE);
    assertThat(reasons(story.report(2, 99, end).refusals())).containsExactly(Refusal.UNKNOWN_TASK);
    assertThat(reasons(story.report(-1, 99, end).refusals())).containsExactly(Refusal.UNKNOWN_TASK);
    assertThat(story.statuses()).containsExactly(SUCCESS, READY);
  }

  @Test
  void a_run_that_is_being_stopped_is_not_stopped_again() {
    var story = RunStory.of(independent(1));
    story.start(W1, 1);
    story.tell(CANCEL);

    assertThat(reasons(story.tell(CANCEL).refusals())).containsExactly(Refusal.ALREADY_STOPPING);
  }

  @Test
  void nothing_happens_to_a_run_that_is_over() {
    var story = RunStory.of(independent(1));
    story.succeed();
    var before = story.events();

    assertThat(reasons(story.tell(CANCEL).refusals())).containsExactly(Refusal.RUN_ENDED);
    assertThat(reasons(story.report(0, 1, new Stage.Began(1)).refusals()))
        .containsExactly(Refusal.RUN_ENDED);
    story.start(W1, 1);
    story.tell(new RunCommand.TakeOver());
    story.tell(new RunCommand.LoseWorker(W1, "gone", 0));
    story.tell(SUBMIT);
    assertThat(story.events()).isEqualTo(before);
  }

  private static RunCommand.Hear hear(RunReport report) {
    return new RunCommand.Hear(report, 0);
  }

  private static List<Refusal> reasons(List<Refused> refusals) {
    return refusals.stream().map(Refused::reason).toList();
  }
}
