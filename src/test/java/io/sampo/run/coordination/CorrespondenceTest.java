package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.RunStory.W2;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrespondenceTest {

  private static final Stage DONE = new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 1);
  private static final RunCommand CANCEL = new RunCommand.Stop(StopReason.CANCELED, "me");

  @Test
  void starts_form_a_chain_of_fences() {
    var desk = new Desk(Tasks.independent(4));
    desk.handle(RunStory.SUBMIT);
    desk.grant(W1, 2);
    desk.handle();
    var first = desk.orders().getFirst();
    desk.grant(W1, 3);
    desk.handle();
    var second = desk.orders().getFirst();

    assertThat(fences(first)).containsExactly(1L, 2L);
    assertThat(first.previousFence()).isZero();
    assertThat(fences(second)).containsExactly(3L);
    assertThat(second.previousFence()).isEqualTo(2);
  }

  @Test
  void a_chain_does_not_hang_on_what_the_worker_may_have_forgotten() {
    var desk = Desk.started(Tasks.chain(2), W1, 1);

    desk.handle(desk.hear(0, DONE));
    var orders = desk.orders().getFirst();

    assertThat(fences(orders)).containsExactly(2L);
    assertThat(orders.previousFence()).isZero();
  }

  @Test
  void what_was_said_is_not_said_again_before_its_time() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);

    assertThat(desk.pass(Correspondence.REPEAT_MILLIS - 1).orders()).isEmpty();
    assertThat(desk.pass(1).orders())
        .singleElement()
        .satisfies(orders -> assertThat(fences(orders)).containsExactly(1L, 2L));
  }

  @Test
  void what_is_confirmed_is_not_said_again() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);

    desk.handle(confirm(desk, 1, false));
    var again = desk.pass(Correspondence.REPEAT_MILLIS).orders().getFirst();
    assertThat(fences(again)).containsExactly(2L);
    assertThat(again.previousFence()).isEqualTo(1);

    desk.handle(confirm(desk, 2, false));
    assertThat(desk.pass(Correspondence.REPEAT_MILLIS).orders()).isEmpty();
  }

  @Test
  void steady_news_does_not_put_off_what_is_overdue() {
    var desk = Desk.started(Tasks.independent(9), W1, 1);
    for (var slots = 2; slots <= 4; slots++) {
      desk.pass(100).grant(W1, slots);
      desk.handle();
      var orders = desk.orders().getFirst();

      if (slots < 4) {
        assertThat(orders.starts()).hasSize(1);
      } else {
        assertThat(fences(orders)).containsExactly(1L, 2L, 3L, 4L);
      }
    }
  }

  @Test
  void a_new_epoch_asks_every_holder_until_it_has_said_all() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);
    desk.handle(new RunCommand.TakeOver());

    assertThat(desk.orders())
        .singleElement()
        .satisfies(orders -> {
          assertThat(orders.inquiry()).isTrue();
          assertThat(orders.epoch()).isEqualTo(2);
          assertThat(orders.epochFence()).isEqualTo(1);
          assertThat(orders.starts()).isEmpty();
        });
    desk.handle(confirm(desk, 1, false));
    assertThat(desk.pass(Correspondence.REPEAT_MILLIS).orders())
        .extracting(RunOrders::inquiry)
        .containsExactly(true);

    var held = new RunReport.Entry(0, 0, 1, new Stage.Began(1));
    desk.handle(
        new RunCommand.Hear(
            new RunReport(W1, RUN, 2, 1, RunReport.Covers.everythingUpTo(1), List.of(held)), 0));
    assertThat(desk.pass(Correspondence.REPEAT_MILLIS).orders()).isEmpty();
  }

  @Test
  void each_end_is_answered_also_when_it_is_reported_again() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);
    var end = desk.hear(0, DONE);

    desk.handle(end);
    assertThat(settled(desk.orders())).containsExactly(new Settled(1, Settled.NO_RETRY));
    assertThat(settled(desk.orders())).isEmpty();
    desk.handle(end);
    assertThat(settled(desk.orders())).containsExactly(new Settled(1, Settled.NO_RETRY));
  }

  @Test
  void a_run_that_is_over_still_answers() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);
    var end = desk.hear(0, DONE);
    desk.handle(end);
    desk.orders();

    desk.handle(end);

    assertThat(settled(desk.orders())).hasSize(1);
  }

  @Test
  void a_replaced_coordinator_answers_nothing() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);
    var entry = new RunReport.Entry(0, 0, 99, DONE);

    desk.handle(
        new RunCommand.Hear(
            new RunReport(W1, RUN, 2, 99, RunReport.Covers.NOTHING, List.of(entry)), 0));

    assertThat(desk.orders()).isEmpty();
  }

  @Test
  void a_run_that_is_over_does_not_answer_for_what_somebody_else_has_started() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);
    desk.handle(desk.hear(0, DONE));
    desk.orders();

    desk.handle(desk.hear(0, desk.run().lastFence() + 1, DONE));

    assertThat(desk.orders()).isEmpty();
  }

  @Test
  void what_began_needs_no_answer() {
    var desk = Desk.started(Tasks.independent(1), W1, 1);

    desk.handle(desk.hear(0, new Stage.Began(1)));

    assertThat(desk.orders()).isEmpty();
  }

  @Test
  void stops_are_repeated_until_all_is_gone() {
    var desk = Desk.started(Tasks.independent(2), W1, 2);
    desk.handle(confirm(desk, 2, false));
    desk.handle(CANCEL);

    for (var time = 0; time < 2; time++) {
      assertThat(desk.pass(Correspondence.REPEAT_MILLIS).orders())
          .singleElement()
          .satisfies(orders -> assertThat(orders.stops()).containsExactly(1L, 2L));
    }
    desk.handle(desk.hear(0, DONE), desk.hear(1, DONE));
    assertThat(desk.orders()).flatExtracting(RunOrders::stops).isEmpty();
    assertThat(desk.pass(Correspondence.REPEAT_MILLIS).orders()).isEmpty();
  }

  @Test
  void a_start_that_goes_out_after_a_stop_carries_its_own_stop() {
    var desk = Desk.started(Tasks.independent(2_500), W1, 2_500);
    desk.handle(CANCEL);

    var orders = desk.pass(Correspondence.REPEAT_MILLIS).orders();

    assertThat(orders).flatExtracting(CorrespondenceTest::fences).hasSize(2_500);
    assertThat(orders).allSatisfy(one -> assertThat(one.stops()).containsAll(fences(one)));
  }

  @Test
  void a_lost_worker_is_told_nothing_more() {
    var desk = new Desk(Tasks.independent(2));
    desk.handle(RunStory.SUBMIT);
    desk.grant(W2, 2);
    desk.handle();

    desk.handle(new RunCommand.LoseWorker(W2, "gone", 0));

    assertThat(desk.orders()).isEmpty();
  }

  private static RunCommand confirm(Desk desk, long fence, boolean complete) {
    var epoch = desk.run().epoch();
    return new RunCommand.Hear(
        new RunReport(
            W1,
            RUN,
            epoch,
            fence,
            complete ? RunReport.Covers.everythingUpTo(fence) : RunReport.Covers.NOTHING,
            List.of()),
        0);
  }

  private static List<Settled> settled(List<RunOrders> orders) {
    return orders.stream().flatMap(one -> one.settled().stream()).toList();
  }

  private static List<Long> fences(RunOrders orders) {
    return orders.starts().stream().map(Assignment::fence).toList();
  }
}
