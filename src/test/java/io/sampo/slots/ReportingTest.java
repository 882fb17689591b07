package io.sampo.slots;

import static io.sampo.slots.Bench.RUN;
import static io.sampo.slots.Bench.SELF;
import static io.sampo.slots.Bench.reports;
import static io.sampo.slots.Bench.settled;
import static io.sampo.slots.Bench.stages;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the books say is to be reported, and when. */
class ReportingTest {

  private static final Outcome DONE = Outcome.Succeeded.PLAIN;

  @Test
  void that_an_attempt_began_is_told_with_its_end_or_soon() {
    var bench = new Bench(2, 1, 9);

    assertThat(stages(bench.start(0, 1, 2, 3))).isEmpty();
    assertThat(bench.books.nextMillis()).isEqualTo(RunBook.NEWS_MILLIS);
    assertThat(stages(bench.end(1, DONE)))
        .containsExactly("1 succeeded after 0", "2 began", "3 began");

    bench.start(3, 4);
    assertThat(stages(bench.pass(RunBook.NEWS_MILLIS - 1))).isEmpty();
    assertThat(stages(bench.pass(1))).containsExactly("4 accepted");
    assertThat(stages(bench.pass(RunBook.NEWS_MILLIS))).isEmpty();
  }

  @Test
  void ends_are_told_together_while_there_is_enough_to_begin() {
    var bench = new Bench(2, 4, 9);
    bench.start(0, 1, 2, 3, 4, 5, 6);

    assertThat(stages(bench.end(1, DONE))).isEmpty();
    assertThat(stages(bench.end(2, DONE))).isEmpty();
    assertThat(stages(bench.end(3, DONE)))
        .containsExactly(
            "1 succeeded after 0",
            "2 succeeded after 0",
            "3 succeeded after 0",
            "4 began",
            "5 began",
            "6 accepted");
  }

  @Test
  void an_end_waits_no_longer_than_other_news_to_be_told() {
    var bench = new Bench(2, 4, 9);
    bench.start(0, 1, 2, 3, 4, 5);
    bench.pass(RunBook.NEWS_MILLIS);

    assertThat(stages(bench.end(1, DONE))).isEmpty();
    assertThat(bench.books.nextMillis())
        .isEqualTo(bench.now().elapsedMillis() + RunBook.NEWS_MILLIS);
    assertThat(stages(bench.pass(RunBook.NEWS_MILLIS - 1))).isEmpty();
    assertThat(stages(bench.pass(1))).containsExactly("1 succeeded after 20", "3 began");
  }

  @Test
  void an_end_does_not_wait_for_attempts_of_another_run() {
    var bench = new Bench(1, 4, 9);
    bench.start(0, 1);
    bench.startOf(new RunId(8), 1, 2, 3);

    assertThat(stages(bench.end(1, DONE))).containsExactly("1 succeeded after 0");
  }

  @Test
  void news_that_waits_is_told_of_runs_with_nothing_left_too() {
    var bench = new Bench(2, 1, 9);
    bench.start(0, 1);
    bench.end(1, DONE);
    bench.settle(settled(1));

    assertThat(reports(bench.start(0, 1))).isEmpty();

    assertThat(reports(bench.pass(RunBook.NEWS_MILLIS)))
        .extracting(RunReport::lastFence)
        .containsExactly(1L);
    assertThat(bench.books.nextMillis()).isEqualTo(Bench.LEASE);
  }

  @Test
  void an_end_is_reported_again_until_it_is_settled() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1);
    bench.pass(40);
    bench.end(1, DONE);

    assertThat(bench.books.nextMillis()).isEqualTo(40 + RunBook.REPEAT_MILLIS);
    assertThat(bench.pass(RunBook.REPEAT_MILLIS - 1)).isEmpty();
    assertThat(stages(bench.pass(1))).containsExactly("1 succeeded after 40");
    assertThat(stages(bench.pass(RunBook.REPEAT_MILLIS))).hasSize(1);

    assertThat(bench.settle(new RunOrders.Settled(1, 700)))
        .containsExactly(new Instruction.Settle(RUN, Assignment.of(1, 0, 1, 0, 0), 700));
    assertThat(bench.pass(RunBook.REPEAT_MILLIS)).isEmpty();
  }

  @Test
  void steady_news_does_not_put_off_a_repeat() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1);
    bench.end(1, DONE);
    for (var fence = 2; fence <= 3; fence++) {
      bench.pass(140 - RunBook.NEWS_MILLIS);
      bench.start(fence - 1, fence);
      assertThat(stages(bench.pass(RunBook.NEWS_MILLIS))).containsExactly(fence + " began");
    }

    assertThat(stages(bench.pass(20))).containsExactly("1 succeeded after 0");
  }

  @Test
  void what_was_just_told_is_not_repeated_with_the_rest() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1, 2);
    bench.end(1, DONE);
    bench.pass(200);
    bench.end(2, DONE);

    assertThat(stages(bench.pass(100))).containsExactly("1 succeeded after 0");
    assertThat(bench.books.nextMillis()).isEqualTo(bench.now().elapsedMillis() + 200);
    assertThat(stages(bench.pass(200))).containsExactly("2 succeeded after 200");
  }

  @Test
  void an_inquiry_is_answered_with_everything_once() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1, 2);
    bench.end(1, DONE);

    var answer = bench.inquire(2, 3);

    assertThat(stages(answer)).containsExactly("1 succeeded after 0", "2 began");
    assertThat(reports(answer).getFirst())
        .extracting(RunReport::covers, RunReport::epoch, RunReport::lastFence)
        .containsExactly(RunReport.Covers.everythingUpTo(3), 2L, 3L);
    assertThat(bench.pass(1)).isEmpty();
    assertThat(reports(new Bench(9, 0, 9).inquire(4, 8)))
        .containsExactly(
            new RunReport(SELF, RUN, 4, 8, RunReport.Covers.everythingUpTo(8), List.of()));
  }

  @Test
  void each_part_of_a_long_answer_says_which_fences_it_covers() {
    var bench = new Bench(2_000, 0, 9);
    var fences = LongStream.rangeClosed(1, 1_500).toArray();
    bench.start(0, LongStream.of(fences).limit(1_000).toArray());
    bench.start(1_000, LongStream.of(fences).skip(1_000).toArray());

    var parts = reports(bench.inquire(2, 1_500));

    assertThat(parts)
        .extracting(RunReport::covers)
        .containsExactly(new RunReport.Covers(0, 1_000), new RunReport.Covers(1_000, 1_500));
    assertThat(parts).extracting(part -> part.attempts().size()).containsExactly(1_000, 500);
  }
}
