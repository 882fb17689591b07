package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.SUBMIT;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.run.Decision.Refused;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinationTest {

  private static final Outcome DONE = Outcome.Succeeded.PLAIN;

  @Test
  void a_submitted_run_asks_for_slots_and_starts_into_them() {
    var desk = new Desk(Tasks.independent(3));

    desk.handle(SUBMIT);
    assertThat(desk.demand().wanted()).isEqualTo(3);
    desk.grant(W1, 2);
    desk.handle();

    assertThat(desk.orders())
        .singleElement()
        .satisfies(orders -> assertThat(orders.starts()).hasSize(2));
    assertThat(desk.run().heldCount()).isEqualTo(2);
  }

  @Test
  void within_a_batch_a_later_command_sees_what_an_earlier_one_led_to() {
    var desk = Desk.started(plan(task("a"), task("b", "a")), W1, 2);
    var end = desk.hear(0, new Stage.Ended(DONE, 1, 1));

    var decision = desk.handle(end, end, new RunCommand.Stop(StopReason.CANCELED, "me"));

    assertThat(decision.refusals())
        .extracting(Refused::reason)
        .containsExactly(Refusal.STALE_FENCE);
    assertThat(decision.events())
        .extracting(event -> (Object) event.getClass())
        .containsExactly(
            RunEvent.AttemptsEnded.class,
            RunEvent.StopRequested.class,
            RunEvent.TasksResolved.class,
            RunEvent.RunEnded.class);
  }

  @Test
  void what_was_decided_here_is_not_folded_again() {
    var desk = Desk.started(plan(task(retries(3), "a")), W1, 1);

    var events =
        desk.coordination
            .handle(List.of(desk.hear(0, new Stage.Ended(RunStory.FAILED, 1, 1))), desk.now())
            .events();
    events.forEach(desk.coordination::fold);
    assertThat(desk.run().failures(0)).isEqualTo(1);

    var replayed = new Desk(desk.run().plan());
    desk.events().forEach(replayed.coordination::fold);
    events.forEach(replayed.coordination::fold);
    assertThat(replayed.run().snapshot()).isEqualTo(desk.run().snapshot());
  }

  @Test
  @SuppressWarnings("NullAway") // A report with a hole, such as only a bug can make.
  void a_command_on_which_deciding_fails_is_refused_as_a_bug_and_changes_nothing() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);
    var before = desk.run().fence(1);

    var decision = desk.handle(desk.hear(1, new Stage.Ended(null, 1, 1)));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.refusals()).extracting(Refused::reason).containsExactly(Refusal.BUG);
    assertThat(decision.refusals().getFirst().what()).startsWith("Hear[report=");
    assertThat(desk.run().fence(1)).isEqualTo(before);
    assertThat(desk.orders()).isEmpty();
  }

  @Test
  void the_answer_to_a_failure_says_after_what_time_the_task_is_tried_again() {
    var desk = Desk.started(plan(task(retries(1, 800, null), "a")), W1, 1);
    var fence = desk.run().fence(0);

    desk.handle(desk.hear(0, new Stage.Ended(RunStory.FAILED, 1, 100)));

    assertThat(desk.orders())
        .singleElement()
        .satisfies(orders -> assertThat(orders.settled()).containsExactly(new Settled(fence, 700)));
  }

  @Test
  void a_worker_hears_how_many_failures_are_left() {
    var desk = Desk.started(plan(task(retries(2), "a")), W1, 1);

    desk.handle(desk.hear(0, new Stage.Ended(RunStory.FAILED, 1, 1)));

    assertThat(desk.orders().getFirst().starts())
        .containsExactly(Assignment.of(0, 1, desk.run().fence(0), 0, 1));
  }

  @Test
  void a_worker_that_refuses_gets_nothing_more_before_the_next_grant() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);

    var refused = desk.handle(desk.hear(0, new Stage.Refused("full")));
    assertThat(refused.events()).hasOnlyElementsOfType(RunEvent.AssignmentsReturned.class);

    desk.grant(W1, 1);
    assertThat(desk.handle().events()).hasOnlyElementsOfType(RunEvent.AttemptsStarted.class);
  }

  @Test
  void it_wakes_when_a_back_off_ends_and_not_before() {
    var desk = Desk.started(plan(task(retries(1, 50, null), "a")), W1, 1);
    desk.handle(desk.hear(0, new Stage.Ended(RunStory.FAILED, 1, 0)));
    desk.orders();

    assertThat(desk.coordination.nextMillis(desk.now())).isEqualTo(desk.now().elapsedMillis() + 50);
    assertThat(desk.pass(49).handle().events()).isEmpty();
    desk.grant(W1, 1);
    assertThat(desk.pass(1).handle().events()).hasSize(1);
  }

  @Test
  void a_run_that_is_being_stopped_for_its_time_does_not_wake_again_and_again() {
    var desk = Desk.started(plan(1_000, task("a")), W1, 1);
    assertThat(desk.coordination.nextMillis(desk.now()))
        .isLessThanOrEqualTo(desk.now().elapsedMillis() + 1_000);

    desk.pass(1_000).handle();
    desk.orders();
    desk.demands();

    assertThat(desk.run().stopping()).isEqualTo(StopReason.TIMED_OUT);
    assertThat(desk.coordination.nextMillis(desk.now()))
        .isEqualTo(desk.now().elapsedMillis() + Correspondence.REPEAT_MILLIS);
  }

  @Test
  void nothing_wakes_a_run_that_is_over_once_it_has_given_back_its_slots() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);

    desk.handle(desk.hear(0, new Stage.Ended(DONE, 1, 1)));

    assertThat(desk.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(desk.coordination.isOpen()).isFalse();
    assertThat(desk.demand().wanted()).isZero();
    assertThat(desk.orders()).flatExtracting(RunOrders::settled).hasSize(1);
    assertThat(desk.coordination.nextMillis(desk.now())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_coordinator_without_a_run_has_nothing_to_say() {
    var desk = new Desk(Tasks.independent(1));

    assertThat(desk.orders()).isEmpty();
    assertThat(desk.demands()).isEmpty();
    assertThat(desk.coordination.isOpen()).isFalse();
    assertThat(desk.coordination.nextMillis(desk.now())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_worker_that_is_lost_takes_its_slots_along() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);

    var events = desk.handle(new RunCommand.LoseWorker(W1, "gone", 0)).events();

    assertThat(events).hasOnlyElementsOfType(RunEvent.AttemptsEnded.class);
    assertThat(desk.run().run()).isEqualTo(RUN);
    assertThat(desk.run().heldCount()).isZero();
  }
}
