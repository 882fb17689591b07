package io.sampo.slots;

import static io.sampo.slots.Bench.RUN;
import static io.sampo.slots.Bench.SELF;
import static io.sampo.slots.Bench.begun;
import static io.sampo.slots.Bench.reports;
import static io.sampo.slots.Bench.settled;
import static io.sampo.slots.Bench.stages;
import static io.sampo.slots.Bench.stopped;
import static io.sampo.slots.Instruction.Stop.Why.CANCELED;
import static io.sampo.slots.Instruction.Stop.Why.LEASE_LOST;
import static io.sampo.slots.Instruction.Stop.Why.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.slots.Instruction.Stop.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerBooksTest {

  private static final Outcome DONE = Outcome.Succeeded.PLAIN;

  @Test
  void attempts_begin_as_slots_are_free_and_the_others_wait() {
    var bench = new Bench(2, 1, 9);

    var taken = bench.start(0, 1, 2, 3);
    assertThat(begun(taken)).containsExactly(1L, 2L);
    assertThat(bench.books.status()).isEqualTo(new WorkerStatus(SELF, Place.DEFAULT, 2, 3, 1));

    var ended = bench.end(1, DONE);
    assertThat(begun(ended)).containsExactly(3L);
  }

  @Test
  void a_start_beyond_the_room_is_refused() {
    var bench = new Bench(1, 1, 9);

    assertThat(stages(bench.start(0, 1, 2, 3)))
        .containsExactly("1 began", "2 accepted", "3 refused: no free slot");
  }

  @Test
  void no_fence_begins_twice() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1, 2);

    assertThat(begun(bench.start(0, 1, 2))).isEmpty();
    bench.end(1, DONE);
    bench.settle(settled(1));
    assertThat(begun(bench.start(0, 1))).isEmpty();
    assertThat(begun(bench.start(0, 1, 2, 3))).containsExactly(3L);
  }

  @Test
  void starts_after_a_gap_are_dropped_and_the_last_fence_known_is_told() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1);
    bench.pass(RunBook.NEWS_MILLIS);

    var gap = bench.start(2, 3);

    assertThat(begun(gap)).isEmpty();
    assertThat(reports(gap))
        .containsExactly(new RunReport(SELF, RUN, 1, 1, RunReport.Covers.NOTHING, List.of()));
    assertThat(begun(bench.start(1, 2, 3))).containsExactly(2L, 3L);
  }

  @Test
  void orders_of_an_older_epoch_change_nothing() {
    var bench = new Bench(9, 0, 9);
    bench.startIn(2, 5, 5, 6);

    assertThat(bench.startIn(1, 0, 0, 7)).isEmpty();
    assertThat(bench.startIn(1, 0, 6, 7)).isEmpty();
  }

  @Test
  void starts_of_the_epochs_before_never_begin_once_a_new_epoch_is_known() {
    var bench = new Bench(9, 0, 9);
    bench.inquire(2, 5);

    assertThat(begun(bench.startIn(2, 5, 0, 4, 5, 6))).containsExactly(6L);
  }

  @Test
  void what_runs_is_not_settled() {
    var bench = new Bench(1, 1, 9);
    bench.start(0, 1, 2);

    assertThat(bench.settle(settled(1), settled(2), settled(3))).isEmpty();
    assertThat(begun(bench.end(1, DONE))).containsExactly(2L);
  }

  @Test
  void ends_that_nobody_answers_fill_the_books() {
    var bench = new Bench(9, 0, 2);
    bench.start(0, 1, 2);
    bench.end(1, DONE);
    assertThat(begun(bench.start(2, 3))).containsExactly(3L);

    bench.end(2, DONE);
    assertThat(stages(bench.start(3, 4))).containsExactly("4 refused: too many unsettled reports");

    bench.settle(settled(1), settled(2));
    assertThat(begun(bench.start(4, 5))).containsExactly(5L);
  }

  @Test
  void running_attempts_do_not_count_as_unsettled() {
    var bench = new Bench(9, 0, 1);

    assertThat(begun(bench.start(0, 1, 2, 3, 4))).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_stop_reaches_what_runs_once_and_what_waits_never_begins() {
    var bench = new Bench(1, 1, 9);
    bench.start(0, 1, 2);

    var stop = bench.stop(1, 2, 77);
    assertThat(stopped(stop)).containsExactly(CANCELED);
    assertThat(stages(stop)).containsExactly("1 began", "2 refused: stopped before it began");
    assertThat(stopped(bench.stop(1))).isEmpty();

    var end = bench.end(1, new Outcome.Canceled());
    assertThat(begun(end)).isEmpty();
    assertThat(stages(end)).containsExactly("1 canceled after 0");
  }

  @Test
  void a_stop_takes_one_out_of_the_line_and_leaves_the_others() {
    var bench = new Bench(1, 3, 9);
    bench.start(0, 1, 2, 3);

    bench.stop(2);

    assertThat(begun(bench.end(1, DONE))).containsExactly(3L);
  }

  @Test
  void how_long_an_attempt_ran_counts_from_when_it_began() {
    var bench = new Bench(1, 0, 9);
    bench.pass(1_000);
    bench.start(0, 1);
    bench.pass(30);

    assertThat(stages(bench.end(1, DONE))).containsExactly("1 succeeded after 30");
  }

  @Test
  void a_start_that_comes_with_its_stop_never_begins() {
    var bench = new Bench(9, 0, 9);

    var orders =
        bench.take(
            new RunOrders(
                RUN,
                SELF,
                1,
                0,
                0,
                List.of(Assignment.of(0, 0, 1, 0, 0)),
                List.of(),
                List.of(1L),
                false));

    assertThat(begun(orders)).containsExactly();
    assertThat(stages(orders)).containsExactly("1 refused: stopped before it began");
  }

  @Test
  void an_attempt_that_runs_too_long_is_stopped_once_and_reported_as_timed_out() {
    var bench = new Bench(1, 0, 9);
    bench.timeoutMillis = 500;
    bench.start(0, 1);
    bench.pass(RunBook.NEWS_MILLIS);
    assertThat(bench.books.nextMillis()).isEqualTo(500);

    assertThat(bench.pass(499 - RunBook.NEWS_MILLIS)).isEmpty();
    assertThat(stopped(bench.pass(1))).containsExactly(TIMED_OUT);
    assertThat(bench.pass(1)).isEmpty();

    assertThat(stages(bench.end(1, new Outcome.Canceled())))
        .containsExactly("1 timed out after 500 ms after 501");
  }

  @Test
  void an_attempt_that_ends_by_itself_in_its_grace_has_ended_so() {
    var bench = new Bench(1, 0, 9);
    bench.timeoutMillis = 500;
    bench.start(0, 1);
    bench.pass(500);

    assertThat(stages(bench.end(1, DONE))).containsExactly("1 succeeded after 500");
  }

  @Test
  void an_attempt_that_waits_for_too_long_is_given_back_unbegun() {
    var bench = new Bench(1, 2, 9);
    bench.start(0, 1, 2);
    bench.pass(60 - RunBook.NEWS_MILLIS);
    bench.start(2, 3);
    bench.pass(RunBook.NEWS_MILLIS);

    assertThat(bench.books.nextMillis()).isEqualTo(100);
    assertThat(stages(bench.pass(39))).isEmpty();
    assertThat(stages(bench.pass(1))).containsExactly("2 refused: no slot within 100 ms");
    assertThat(bench.books.nextMillis()).isEqualTo(160 - RunBook.NEWS_MILLIS);
    assertThat(begun(bench.end(1, DONE))).containsExactly(3L);
    assertThat(stages(bench.pass(200))).doesNotContain("3 refused: no slot within 100 ms");
  }

  @Test
  void waiting_for_a_slot_is_not_running() {
    var bench = new Bench(1, 1, 9);
    bench.timeoutMillis = 500;
    bench.start(0, 1, 2);
    bench.pass(99);
    bench.end(1, DONE);

    assertThat(stopped(bench.pass(499))).isEmpty();
    assertThat(stopped(bench.pass(1))).containsExactly(TIMED_OUT);
  }

  @Test
  void an_end_of_an_unknown_attempt_changes_nothing() {
    var bench = new Bench(1, 1, 9);
    bench.start(0, 1, 2);

    assertThat(bench.end(9, DONE)).isEmpty();
    assertThat(bench.end(2, DONE)).isEmpty();
    assertThat(bench.books.ended(new RunId(8), 1, DONE, bench.now())).isEmpty();
    bench.end(1, DONE);
    assertThat(bench.end(1, DONE)).isEmpty();
  }

  @Test
  void a_worker_without_a_lease_kills_all_and_takes_nothing() {
    var bench = new Bench(1, 1, 9, 2_000);
    bench.start(0, 1);
    bench.pass(RunBook.NEWS_MILLIS);
    assertThat(bench.books.nextMillis()).isEqualTo(2_000);
    bench.tenure.renewed(500, 600);
    assertThat(bench.books.isBarred()).isFalse();
    bench.pass(2_450 - RunBook.NEWS_MILLIS);
    bench.start(1, 2);
    assertThat(stopped(bench.pass(49))).isEmpty();

    var over = bench.pass(1);
    assertThat(stopped(over)).containsExactly(LEASE_LOST);
    assertThat(stages(over)).containsExactly("2 refused: stopped before it began");
    assertThat(bench.books.isBarred()).isTrue();
    assertThat(bench.books.status().slots()).isZero();
    assertThat(stages(bench.start(2, 3))).containsExactly("3 refused: the worker is ending");
  }

  @Test
  void the_lease_is_looked_at_before_anything_begins() {
    var late = new Bench(1, 1, 9, 2_000);
    late.start(0, 1, 2);
    var now = new Now(1_002_000, 2_000);

    assertThat(begun(late.books.ended(RUN, 1, DONE, now))).isEmpty();
    assertThat(late.books.isBarred()).isTrue();

    var idle = new Bench(1, 1, 9, 2_000);
    var orders =
        new RunOrders(
            RUN, SELF, 1, 0, 0, List.of(Assignment.of(0, 0, 1, 0, 0)), List.of(), List.of(), false);
    assertThat(begun(idle.books.take(orders, now))).isEmpty();
  }

  @Test
  void a_worker_that_is_told_to_end_kills_even_what_has_its_grace() {
    var bench = new Bench(1, 1, 9);
    bench.start(0, 1, 2);
    bench.stop(1);

    var bar = bench.bar(Why.LEASE_LOST);

    assertThat(stopped(bar)).containsExactly(LEASE_LOST);
    assertThat(stages(bar)).containsExactly("1 began", "2 refused: stopped before it began");
    assertThat(begun(bench.end(1, new Outcome.Canceled()))).isEmpty();
  }

  @Test
  void orders_to_an_earlier_life_are_denied_and_those_to_a_later_one_left_alone() {
    var bench = new Bench(1, 1, 9);
    var gone = new WorkerId("w", 1);

    assertThat(bench.addressed(gone)).containsExactly(new Instruction.DenyLife(RUN, gone));
    assertThat(bench.addressed(new WorkerId("w", 3))).isEmpty();
  }

  @Test
  void books_without_a_slot_are_refused() {
    var tenure = new Tenure(1, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerBooks(SELF, Place.DEFAULT, tenure, 0, 0, 1))
        .withMessage("slots: 0 (expected: 1 to 100000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerBooks(SELF, Place.DEFAULT, tenure, 1, -1, 1))
        .withMessage("ahead: -1 (expected: 0 to 100000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerBooks(SELF, Place.DEFAULT, tenure, 1, 0, 0))
        .withMessage("unsettled: 0 (expected: 1 to 2147483647)");
  }
}
