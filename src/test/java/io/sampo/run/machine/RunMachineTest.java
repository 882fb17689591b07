package io.sampo.run.machine;

import static io.sampo.model.TaskStatus.ASSIGNED;
import static io.sampo.model.TaskStatus.BLOCKED;
import static io.sampo.model.TaskStatus.CANCELED;
import static io.sampo.model.TaskStatus.FAILED;
import static io.sampo.model.TaskStatus.READY;
import static io.sampo.model.TaskStatus.RUNNING;
import static io.sampo.model.TaskStatus.SUCCESS;
import static io.sampo.model.TaskStatus.UPSTREAM_FAILED;
import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.RunStory.W2;
import static io.sampo.run.Tasks.independent;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunMachineTest {

  private static final Plan MEDALLION =
      plan(task("bronze"), task("silver", "bronze"), task("gold", "silver"));
  private static final RunCommand.Stop CANCEL = new RunCommand.Stop(StopReason.CANCELED, "me");

  /** The run document tells from it who holds the run. */
  @Test
  void the_first_event_and_every_takeover_name_the_node() {
    var story = RunStory.of(Tasks.independent(1)).restart(1, 1);

    assertThat(story.events())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isInstanceOfSatisfying(
                        RunEvent.RunSubmitted.class,
                        submitted -> assertThat(submitted.node()).isEqualTo("here")),
            second ->
                assertThat(second)
                    .isInstanceOfSatisfying(
                        RunEvent.TakenOver.class,
                        taken -> assertThat(taken.node()).isEqualTo("here")));
  }

  @Test
  void a_task_starts_when_all_it_waits_for_has_succeeded() {
    var story = RunStory.of(plan(task("a"), task("b"), task("c", "a", "b")));
    assertThat(story.statuses()).containsExactly(READY, READY, BLOCKED);

    story.start(W1, 5);
    story.end(0, Outcome.Succeeded.PLAIN);
    assertThat(story.statuses()).containsExactly(SUCCESS, ASSIGNED, BLOCKED);

    story.end(1, Outcome.Succeeded.PLAIN);
    assertThat(story.statuses()).containsExactly(SUCCESS, SUCCESS, READY);
  }

  @Test
  void a_run_ends_with_success_when_all_its_tasks_have() {
    var story = RunStory.of(MEDALLION);

    story.succeed();

    assertThat(story.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(story.events()).last().isInstanceOf(RunEvent.RunEnded.class);
  }

  @Test
  void bronze_fails_and_nothing_below_it_gets_an_attempt() {
    var story = RunStory.of(MEDALLION);
    story.start(W1, 5);

    story.end(0, RunStory.FAILED);

    assertThat(story.statuses()).containsExactly(FAILED, UPSTREAM_FAILED, UPSTREAM_FAILED);
    assertThat(story.events())
        .filteredOn(RunEvent.AttemptsStarted.class::isInstance)
        .singleElement()
        .extracting(event -> ((RunEvent.AttemptsStarted) event).started().size())
        .isEqualTo(1);
    assertThat(story.events())
        .last()
        .isEqualTo(
            new RunEvent.RunEnded(
                story.now(), RunResult.FAILED, "Task bronze failed with message: exit 1"));
  }

  @Test
  void what_does_not_hang_on_a_failure_goes_on() {
    var story = RunStory.of(plan(task("a"), task("b"), task("c", "a"), task("d", "c", "b")));
    story.start(W1, 5);

    story.end(0, RunStory.FAILED);
    assertThat(story.statuses()).containsExactly(FAILED, ASSIGNED, UPSTREAM_FAILED, BLOCKED);
    assertThat(story.run().result()).isNull();

    story.end(1, Outcome.Succeeded.PLAIN);
    assertThat(story.statuses()).containsExactly(FAILED, SUCCESS, UPSTREAM_FAILED, UPSTREAM_FAILED);
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
  }

  @Test
  void begun_is_recorded_once() {
    var story = RunStory.of(MEDALLION);
    story.start(W1, 1);

    assertThat(story.report(0, new Stage.Accepted()).events()).isEmpty();
    assertThat(story.report(0, new Stage.Began(4)).events())
        .containsExactly(
            new RunEvent.AttemptsBegan(
                story.now(), List.of(new RunEvent.AttemptsBegan.Began(0, 0, 4))));
    assertThat(story.report(0, new Stage.Began(4)).events()).isEmpty();
    assertThat(story.statuses()).startsWith(RUNNING);
  }

  @Test
  void a_refused_start_is_the_same_attempt_under_a_higher_fence() {
    var story = RunStory.of(MEDALLION);
    story.start(W1, 1);
    var before = story.run().fence(0);

    story.report(0, new Stage.Refused("full"));
    assertThat(story.statuses()).startsWith(READY);
    assertThat(story.run().fence(0)).isZero();

    story.start(W2, 1);
    assertThat(story.run().attempt(0)).isZero();
    assertThat(story.run().fence(0)).isGreaterThan(before);
  }

  @Test
  void offers_are_filled_and_not_more() {
    var story = RunStory.of(independent(5));

    story.tell(new RunCommand.Start(List.of(new Offer(W1, 1), new Offer(W2, 3))));

    assertThat(story.run().heldBy(W1)).hasSize(1);
    assertThat(story.run().heldBy(W2)).hasSize(3);
    assertThat(story.run().startableCount(0, story.now().elapsedMillis(), 9)).isEqualTo(1);
    assertThat(story.run().heldCount()).isEqualTo(4);
  }

  @Test
  void a_complete_report_returns_what_never_reached_the_worker() {
    var story = RunStory.of(independent(3));
    story.start(W1, 3);
    var kept = new RunReport.Entry(0, 0, story.run().fence(0), new Stage.Began(1));

    story.tell(
        hear(
            new RunReport(
                W1,
                RUN,
                1,
                story.run().fence(1),
                RunReport.Covers.everythingUpTo(story.run().fence(1)),
                List.of(kept))));

    assertThat(story.statuses()).containsExactly(RUNNING, READY, ASSIGNED);
  }

  @Test
  void a_report_from_another_epoch_or_in_part_returns_nothing() {
    var story = RunStory.of(independent(1));
    story.start(W1, 1);

    story.tell(hear(new RunReport(W1, RUN, 0, 9, RunReport.Covers.everythingUpTo(9), List.of())));
    story.tell(hear(new RunReport(W1, RUN, 1, 9, RunReport.Covers.NOTHING, List.of())));
    story.tell(hear(new RunReport(W2, RUN, 1, 9, RunReport.Covers.everythingUpTo(9), List.of())));

    assertThat(story.statuses()).containsExactly(ASSIGNED);
  }

  @Test
  void a_retried_task_goes_where_it_was_before_and_others_to_the_emptiest_worker() {
    var story = RunStory.of(plan(task(Tasks.retries(1), "a"), task("b"), task("c")));
    story.start(W1, 1);
    story.end(0, RunStory.FAILED);

    story.tell(new RunCommand.Start(List.of(new Offer(W1, 1), new Offer(W2, 2))));

    assertThat(story.run().heldBy(W2).values()).containsExactly(1, 2);
    assertThat(Objects.requireNonNull(story.run().lastWorker(0))).isEqualTo(W1);
    assertThat(story.run().attempt(0)).isEqualTo(1);
  }

  @Test
  void cancel_ends_what_waits_at_once_and_what_runs_when_it_is_gone() {
    var story = RunStory.of(plan(task("a"), task("b"), task("c", "b")));
    story.start(W1, 1);

    story.tell(CANCEL);
    assertThat(story.statuses()).containsExactly(ASSIGNED, CANCELED, CANCELED);
    assertThat(story.run().result()).isNull();
    assertThat(story.start(W1, 5).events()).isEmpty();

    story.end(0, new Outcome.Canceled());
    assertThat(story.statuses()).containsExactly(CANCELED, CANCELED, CANCELED);
    assertThat(story.events())
        .last()
        .isEqualTo(new RunEvent.RunEnded(story.now(), RunResult.CANCELED, "Run canceled."));
  }

  @Test
  void an_attempt_that_succeeds_in_spite_of_a_cancel_has_succeeded() {
    var story = RunStory.of(MEDALLION);
    story.start(W1, 1);
    story.tell(CANCEL);

    story.end(0, Outcome.Succeeded.PLAIN);

    assertThat(story.statuses()).containsExactly(SUCCESS, CANCELED, CANCELED);
    assertThat(story.run().result()).isEqualTo(RunResult.CANCELED);
  }

  @Test
  void a_canceled_task_is_neither_retried_nor_given_back() {
    var story = RunStory.of(plan(task(Tasks.retries(5), "a"), task(Tasks.retries(5), "b")));
    story.start(W1, 2);
    story.tell(CANCEL);

    story.end(0, RunStory.FAILED);
    story.report(1, new Stage.Refused("stopped before it began"));

    assertThat(story.statuses()).containsExactly(CANCELED, CANCELED);
  }

  @Test
  void a_run_past_its_time_is_stopped_as_timed_out() {
    var story = RunStory.of(plan(60_000, task("a"), task("b", "a")));
    story.start(W1, 1);

    assertThat(story.pass(59_999).start(W1, 1).events()).isEmpty();
    story.pass(1).start(W1, 1);
    assertThat(story.statuses()).containsExactly(ASSIGNED, CANCELED);

    story.tell(new RunCommand.LoseWorker(W1, "gone", 0));
    assertThat(story.events())
        .last()
        .isEqualTo(
            new RunEvent.RunEnded(
                story.now(), RunResult.TIMEDOUT, "Run timed out after 60 seconds."));
  }

  @Test
  void time_goes_on_for_a_run_while_nobody_coordinates_it() {
    var story = RunStory.of(plan(60_000, task("a")));

    story.restart(45_000, 7);
    assertThat(story.run().deadlineMillis()).isEqualTo(7 + 15_000);

    story.restart(100_000, 3);
    assertThat(story.run().stopping()).isEqualTo(StopReason.TIMED_OUT);
  }

  @Test
  void a_takeover_is_a_new_epoch_above_all_fences_so_far() {
    var story = RunStory.of(independent(2));
    story.start(W1, 2);

    story.restart(10, 0);

    assertThat(story.run().epoch()).isEqualTo(2);
    assertThat(story.run().epochFence()).isEqualTo(2);
    assertThat(story.statuses()).containsExactly(ASSIGNED, ASSIGNED);
  }

  @Test
  void an_event_has_at_most_a_thousand_items() {
    var story = RunStory.of(independent(2_500));

    var started = story.start(W1, 2_500).events();
    var lost = story.tell(new RunCommand.LoseWorker(W1, "gone", 0)).events();
    var stopped = story.tell(CANCEL).events();

    assertThat(started).extracting(RunMachineTest::size).containsExactly(1_000, 1_000, 500);
    assertThat(lost).extracting(RunMachineTest::size).allMatch(size -> size <= 1_000);
    assertThat(lost.stream().mapToInt(RunMachineTest::size).sum()).isEqualTo(2_500);
    assertThat(stopped).extracting(RunMachineTest::size).containsExactly(0, 1_000, 1_000, 500, 0);
  }

  @Test
  void a_failure_reaches_the_end_of_the_deepest_chain_in_one_decision() {
    var story = RunStory.of(Tasks.chain(20_000));
    story.start(W1, 1);

    story.end(0, RunStory.FAILED);

    assertThat(story.run().unfinished()).isZero();
    assertThat(story.run().result()).isEqualTo(RunResult.FAILED);
    assertThat(story.events()).filteredOn(RunEvent.TasksResolved.class::isInstance).hasSize(20);
  }

  @Test
  void an_event_with_long_messages_ends_at_128_kib() {
    var story = RunStory.of(independent(100));
    story.start(W1, 100);
    var failed = new Outcome.Failed(false, "x".repeat(4_000), 1, null);
    var entries =
        IntStream.range(0, 100)
            .mapToObj(task ->
                new RunReport.Entry(
                    task, 0, story.run().fence(task), new Stage.Ended(failed, 1, 1)))
            .toList();

    var events =
        story
            .tell(hear(new RunReport(W1, RUN, 1, 100, RunReport.Covers.NOTHING, entries)))
            .events();

    assertThat(events)
        .filteredOn(RunEvent.AttemptsEnded.class::isInstance)
        .extracting(RunMachineTest::size)
        .hasSize(10)
        .containsOnly(10);
  }

  @Test
  void an_event_with_long_reasons_ends_at_128_kib() {
    var story = RunStory.of(independent(100));
    story.start(W1, 100);
    var refused = new Stage.Refused("x".repeat(4_000));
    var entries =
        IntStream.range(0, 100)
            .mapToObj(task -> new RunReport.Entry(task, 0, story.run().fence(task), refused))
            .toList();

    var events =
        story
            .tell(hear(new RunReport(W1, RUN, 1, 100, RunReport.Covers.NOTHING, entries)))
            .events();

    assertThat(events).extracting(RunMachineTest::size).hasSize(10).containsOnly(10);
  }

  private static int size(RunEvent event) {
    return switch (event) {
      case RunEvent.AttemptsStarted started -> started.started().size();
      case RunEvent.AttemptsEnded ended -> ended.ended().size();
      case RunEvent.TasksResolved resolved -> resolved.tasks().size();
      case RunEvent.AttemptsBegan began -> began.began().size();
      case RunEvent.AssignmentsReturned returned -> returned.returned().size();
      case RunEvent.TasksReleased released -> released.tasks().size();
      case RunEvent.TasksConcluded concluded -> concluded.concluded().size();
      case RunEvent.TasksStopping stopping -> stopping.tasks().size();
      case RunEvent.TasksReset reset -> reset.tasks().size();
      case RunEvent.RunSubmitted _,
          RunEvent.TakenOver _,
          RunEvent.StopRequested _,
          RunEvent.LoopStarted _,
          RunEvent.ChildStarted _,
          RunEvent.ChildEnded _,
          RunEvent.TaskMarked _,
          RunEvent.RunRepaired _,
          RunEvent.DurationExceeded _,
          RunEvent.OfCluster _,
          RunEvent.RunEnded _ ->
          0;
    };
  }

  private static RunCommand.Hear hear(RunReport report) {
    return new RunCommand.Hear(report, 0);
  }
}
