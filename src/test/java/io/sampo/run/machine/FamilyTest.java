package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.BACKING_OFF;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.RUNNING;
import static io.sampo.run.Tasks.job;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.state.Child;
import io.sampo.run.state.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {

  private static final RunId CHILD = new RunId(90);
  private static final ContentHash OTHER = new ContentHash("b".repeat(64));
  private static final Submission WITH_OTHER =
      new Submission(
          new ContentHash("a".repeat(64)),
          Map.of(),
          Map.of(),
          Map.of("/other.yaml", OTHER),
          Cause.ONE_TIME);

  @Test
  void a_run_of_another_job_begins_when_there_is_an_id_for_it() {
    var story = RunStory.of(plan(job("j", "/other.yaml")), WITH_OTHER);
    assertThat(Children.wanted(story.run(), story.now())).containsExactly(0);
    assertThat(story.statuses()).containsExactly(READY);

    story.tell(new RunCommand.BeginChild(0, CHILD));

    assertThat(story.statuses()).containsExactly(RUNNING);
    assertThat(story.run().children())
        .containsEntry(0, new Child(0, 0, CHILD, OTHER, Map.of("layer", "j")));
    assertThat(Children.wanted(story.run(), story.now())).isEmpty();
    assertThat(story.tell(new RunCommand.BeginChild(0, new RunId(91))).events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, SUCCESS",
    "SUCCESS_WITH_FAILURES, SUCCESS",
    "FAILED, FAILED",
    "TIMEDOUT, FAILED",
    "CANCELED, CANCELED"
  })
  void the_task_ends_as_the_other_run_does(RunResult result, TaskStatus status) {
    var story = begun(plan(job("j", "/other.yaml"), task("below", "j")));

    story.tell(new RunCommand.HearChild(0, CHILD, result, "so it is", 0));

    assertThat(story.run().status(0)).isEqualTo(status);
    assertThat(story.run().attempt(0)).isEqualTo(1);
    assertThat(story.replayed().snapshot()).isEqualTo(story.run().snapshot());
  }

  @Test
  void a_failed_run_of_another_job_is_retried_as_a_new_run() {
    var retried = job("j", "/other.yaml").with(retries(1, 500, null));
    var story = begun(plan(retried));

    story.tell(new RunCommand.HearChild(0, CHILD, RunResult.FAILED, "no", 0));
    assertThat(story.statuses()).containsExactly(BACKING_OFF);
    assertThat(Children.wanted(story.run(), story.now())).isEmpty();

    story.pass(500);
    assertThat(Children.wanted(story.run(), story.now())).containsExactly(0);
    story.tell(new RunCommand.BeginChild(0, new RunId(91)));
    story.tell(new RunCommand.HearChild(0, new RunId(91), RunResult.FAILED, "no", 0));
    assertThat(story.statuses()).containsExactly(TaskStatus.FAILED);
    assertThat(Objects.requireNonNull(story.run().failure(0))).isEqualTo("run 91: no");
  }

  @Test
  void news_of_another_run_than_the_present_is_refused() {
    var story = begun(plan(job("j", "/other.yaml")));

    var decision = story.tell(new RunCommand.HearChild(0, new RunId(91), RunResult.SUCCESS, "", 0));

    assertThat(decision.refusals())
        .extracting(Refused::reason)
        .containsExactly(Refusal.STALE_CHILD);
    assertThat(story.statuses()).containsExactly(RUNNING);
  }

  @Test
  void a_job_that_is_not_there_fails_the_task_and_names_those_there_are() {
    var story = RunStory.of(plan(job("j", "/another.yaml")), WITH_OTHER);

    story.tell(new RunCommand.BeginChild(0, CHILD));

    assertThat(Objects.requireNonNull(story.run().failure(0)))
        .isEqualTo("run_job_task: no job /another.yaml (expected: one of [/other.yaml])");
  }

  @Test
  void runs_lie_three_deep_and_no_deeper() {
    var deep = new Cause.Parent(new RunId(1), 0, 0, 3);
    var submission =
        new Submission(
            WITH_OTHER.definition(), Map.of(), Map.of(), WITH_OTHER.jobs(), Cause.of(deep));
    var story = RunStory.of(plan(job("j", "/other.yaml")), submission);

    story.tell(new RunCommand.BeginChild(0, CHILD));

    assertThat(Objects.requireNonNull(story.run().failure(0)))
        .isEqualTo("run_job_task: this run lies 4 runs deep (expected: at most 3)");
  }

  @Test
  void a_canceled_task_waits_for_its_run_to_end() {
    var story = begun(plan(job("j", "/other.yaml"), task("other")));

    story.tell(new RunCommand.CancelTask(new TaskKey("j"), "ann"));
    assertThat(story.run().status(0)).isEqualTo(RUNNING);
    assertThat(story.run().stopping(0)).isEqualTo(StopReason.CANCELED);

    story.tell(new RunCommand.HearChild(0, CHILD, RunResult.CANCELED, "", 0));
    assertThat(story.run().status(0)).isEqualTo(TaskStatus.CANCELED);
  }

  @Test
  void a_run_that_takes_longer_than_its_task_may_times_the_task_out() {
    var limited = job("j", "/other.yaml").withTimeoutMillis(1_000);
    var story = begun(plan(limited));

    story.pass(1_000).tell(new RunCommand.Start(List.of()));
    assertThat(story.run().stopping(0)).isEqualTo(StopReason.TIMED_OUT);
    story.tell(new RunCommand.HearChild(0, CHILD, RunResult.CANCELED, "", 0));

    assertThat(story.run().status(0)).isEqualTo(TaskStatus.TIMEDOUT);
  }

  @Test
  void parameters_are_the_defaults_what_the_caller_says_and_references_of_the_run() {
    var job =
        new JobDefinition(
            "sample",
            List.of(
                new Parameter("day", "{{job.start_time.iso_date}}", Parameter.Kind.TEXT),
                new Parameter("run", "{{job.run_id}} {{nothing.known}}", Parameter.Kind.TEXT),
                new Parameter("layer", "gold", Parameter.Kind.TEXT)),
            List.of(task("a")),
            0,
            0);
    var story =
        RunStory.of(
            Plan.of(job),
            Submission.of(WITH_OTHER.definition(), Map.of("layer", "silver"), Map.of()));

    assertThat(story.run().parameters())
        .isEqualTo(Map.of("day", "1970-01-01", "run", "7 {{nothing.known}}", "layer", "silver"));
  }

  @ParameterizedTest
  @CsvSource({
    "laier, x, UNKNOWN_PARAMETER, 'laier (expected: layer)'",
    "layer, '{{tasks.a.run_id}}', BAD_PARAMETER, means nothing in the value of a parameter"
  })
  void a_run_with_parameters_that_cannot_be_does_not_come_into_being(
      String name, String value, Refusal reason, String words) {
    var job =
        new JobDefinition(
            "sample",
            List.of(new Parameter("layer", "gold", Parameter.Kind.TEXT)),
            List.of(task("a")),
            0,
            0);
    var story = new RunStory(Plan.of(job));

    var decision =
        story.tell(
            new RunCommand.Submit(
                RunStory.RUN,
                Submission.of(WITH_OTHER.definition(), Map.of(name, value), Map.of())));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.refusals().getFirst().reason()).isEqualTo(reason);
    assertThat(decision.refusals().getFirst().what()).contains(words);
  }

  @Test
  void a_run_that_no_message_can_carry_does_not_come_into_being() {
    var job =
        new JobDefinition(
            "sample",
            List.of(new Parameter("layer", "gold", Parameter.Kind.TEXT)),
            List.of(task("a")),
            0,
            0);
    var definition = WITH_OTHER.definition();
    var value = "x".repeat(Limits.PARAMETERS_BYTES_MAX);
    var files = new HashMap<String, ContentHash>();
    for (var number = 0; number < Limits.CONTENT_BYTES_MAX / 100; number++) {
      files.put("/%060d".formatted(number), definition);
    }
    var story = new RunStory(Plan.of(job));

    for (var submission :
        List.of(
            Submission.of(definition, Map.of("layer", value), Map.of()),
            Submission.of(definition, Map.of(), files))) {
      var decision = story.tell(new RunCommand.Submit(RunStory.RUN, submission));

      assertThat(decision.events()).isEmpty();
      assertThat(decision.refusals().getFirst().reason()).isEqualTo(Refusal.TOO_LARGE);
      assertThat(decision.refusals().getFirst().what()).contains("bytes (expected: at most");
    }
  }

  @Test
  void what_the_task_above_filled_in_is_not_read_again() {
    var job =
        new JobDefinition(
            "sample",
            List.of(new Parameter("layer", "gold", Parameter.Kind.TEXT)),
            List.of(task("a")),
            0,
            0);
    var given =
        new Submission(
            WITH_OTHER.definition(),
            Map.of("layer", "{{tasks.a.run_id}}"),
            Map.of(),
            Map.of(),
            Cause.of(new Cause.Parent(new RunId(1), 0, 0, 1)));

    var story = RunStory.of(Plan.of(job), given);

    assertThat(story.run().parameters()).isEqualTo(Map.of("layer", "{{tasks.a.run_id}}"));
  }

  @Test
  void a_loop_and_its_iterations_that_are_overdue_together_are_stopped_once() {
    var nested = job("each", "/other.yaml").withTimeoutMillis(500);
    var story = RunStory.of(plan(loop("l", "[1,2]", 2, nested).withTimeoutMillis(500)), WITH_OTHER);
    story.tell(new RunCommand.BeginChild(1, CHILD));
    story.tell(new RunCommand.BeginChild(2, new RunId(92)));

    story.pass(500).tell(new RunCommand.Start(List.of()));

    assertThat(story.events())
        .filteredOn(RunEvent.TasksStopping.class::isInstance)
        .flatExtracting(event -> ((RunEvent.TasksStopping) event).tasks())
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  private static RunStory begun(Plan plan) {
    var story = RunStory.of(plan, WITH_OTHER);
    story.tell(new RunCommand.BeginChild(0, CHILD));
    assertThat(story.events()).last().isInstanceOf(RunEvent.ChildStarted.class);
    return story;
  }
}
