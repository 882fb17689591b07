package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.RunStory.W2;
import static io.sampo.run.Tasks.independent;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Beyond;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import io.sampo.run.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteLeasesTest {

  private static final Lease ONE = new Lease(1, W1);
  private static final Lease TWO = new Lease(2, W1);
  private static final Lease THREE = new Lease(3, W2);

  private final RunStory story = RunStory.of(independent(3));
  private final SiteLeases leases = new SiteLeases(0);

  @Test
  void a_run_asks_for_what_it_can_use_at_once_and_then_now_and_then() {
    assertThat(due()).extracting(Demand::wanted).containsExactly(3);
    assertThat(due()).isEmpty();
    story.pass(SiteLeases.REPEAT_MILLIS - 1);
    assertThat(due()).isEmpty();
    story.pass(1);
    assertThat(due()).hasSize(1);
  }

  @Test
  void a_run_that_waits_asks_more_and_more_seldom() {
    due();
    assertThat(untilDue()).isEqualTo(500);

    for (var next : List.of(1_000L, 2_000L, 4_000L, 4_000L)) {
      story.pass(untilDue());
      assertThat(due()).hasSize(1);
      assertThat(untilDue()).isEqualTo(next);
    }
  }

  @Test
  void a_run_that_has_lost_what_it_had_begins_to_wait_anew() {
    for (var demand = 0; demand < 5; demand++) {
      due();
      story.pass(untilDue());
    }
    due();
    assertThat(untilDue()).isEqualTo(Demand.WAITING_MILLIS_MAX);

    grant(ONE);
    leases.forget(W1);
    story.pass(SiteLeases.REPEAT_MILLIS);

    assertThat(due()).hasSize(1);
    assertThat(untilDue()).isEqualTo(SiteLeases.REPEAT_MILLIS);
  }

  @Test
  void a_run_that_has_something_asks_often_again() {
    due();
    story.pass(500);
    due();
    story.pass(200);

    grant(ONE);
    assertThat(untilDue()).isEqualTo(500);

    story.start(W1, 1);
    story.pass(500);
    assertThat(due()).hasSize(1);
    assertThat(untilDue()).isEqualTo(500);
  }

  @Test
  void leases_without_an_attempt_are_offered() {
    grant(ONE, TWO, THREE);
    assertThat(offers()).containsExactly(new Offer(W1, 2), new Offer(W2, 1));

    story.start(W1, 1);
    assertThat(offers()).containsExactly(new Offer(W1, 1), new Offer(W2, 1));

    story.start(W1, 1);
    assertThat(offers()).containsExactly(new Offer(W2, 1));
  }

  @Test
  void leases_end_by_the_time_the_demand_was_sent() {
    grant(ONE);

    assertThat(offersAfter(1_999)).hasSize(1);
    assertThat(offersAfter(1)).isEmpty();
  }

  @Test
  void a_grant_is_the_whole_truth() {
    grant(ONE, THREE);
    grant(TWO);

    assertThat(offers()).containsExactly(new Offer(W1, 1));
  }

  @Test
  void a_grant_for_another_epoch_or_an_older_demand_is_passed_over() {
    grant(ONE);
    var now = story.now().elapsedMillis();

    leases.take(new Grant(RUN, 2, Site.DEFAULT, List.of(ONE, TWO), 2_000, now), 1);
    leases.take(new Grant(RUN, 1, Site.DEFAULT, List.of(ONE, TWO), 2_000, now - 1), 1);

    assertThat(offers()).containsExactly(new Offer(W1, 1));
  }

  @Test
  void what_is_not_wanted_is_given_back_idle_slots_first() {
    grant(ONE, TWO, THREE);
    story.start(W1, 1);
    story.start(W2, 1);
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "me"));

    var demand = due().getFirst();

    assertThat(demand.wanted()).isEqualTo(2);
    assertThat(demand.holding()).containsExactly(ONE, THREE);
  }

  @Test
  void a_run_that_is_over_gives_everything_back_and_is_silent() {
    grant(ONE, TWO, THREE);
    due();
    story.succeed();

    assertThat(due())
        .containsExactly(
            new Demand(
                RUN, 1, Site.DEFAULT, 10, 0, List.of(), List.of(), story.now().elapsedMillis()));
    assertThat(due()).isEmpty();
    assertThat(leases.nextDueMillis(story.run(), story.now())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void more_work_is_asked_for_at_once() {
    var chain =
        RunStory.of(Tasks.plan(Tasks.task("a"), Tasks.task("b", "a"), Tasks.task("c", "a")));
    assertThat(leases.due(chain.run(), chain.now())).extracting(Demand::wanted).containsExactly(1);

    chain.start(W1, 1);
    chain.end(0, Outcome.Succeeded.PLAIN);

    assertThat(leases.due(chain.run(), chain.now())).extracting(Demand::wanted).containsExactly(2);
  }

  @Test
  void a_run_asks_for_a_thousand_slots_at_most() {
    var large = RunStory.of(independent(5_000));
    assertThat(leases.due(large.run(), large.now()).getFirst().wanted()).isEqualTo(1_000);

    large.start(W1, 400);
    assertThat(leases.due(large.pass(500).run(), large.now()).getFirst().wanted()).isEqualTo(1_000);
  }

  @Test
  void the_slots_of_a_lost_worker_are_gone() {
    grant(ONE, TWO, THREE);

    leases.forget(W1);

    assertThat(offers()).containsExactly(new Offer(W2, 1));
  }

  @Test
  void attempts_on_slots_that_were_taken_back_are_told_and_so_is_their_end() {
    grant(ONE, TWO, THREE);
    due();
    story.start(W1, 2);
    due();

    grant(TWO, THREE);
    assertThat(due()).extracting(Demand::beyond).containsExactly(List.of(new Beyond(W1, 1)));
    assertThat(due()).isEmpty();

    story.end(0, Outcome.Succeeded.PLAIN);
    assertThat(due()).extracting(Demand::beyond).containsExactly(List.of());
    assertThat(due()).isEmpty();
  }

  @Test
  void slots_whose_leases_ran_out_are_taken_back() {
    grant(ONE);
    story.start(W1, 1);
    story.pass(2_000);

    var demand = due().getFirst();

    assertThat(demand.holding()).isEmpty();
    assertThat(demand.beyond()).containsExactly(new Beyond(W1, 1));
    assertThat(demand.wanted()).isEqualTo(3);
  }

  @Test
  void whoever_recalls_a_slot_without_attempt_hears_at_once_that_it_is_free() {
    grant(ONE, TWO);
    due();

    grant(ONE);

    assertThat(due()).extracting(Demand::beyond).containsExactly(List.of());
  }

  @Test
  void short_attempts_are_sent_ahead_of_a_slot() {
    grant(new Lease(1, W1, 2));
    story.start(W1, 1);
    assertThat(offers()).isEmpty();

    pace(8, 5);
    assertThat(offers()).containsExactly(new Offer(W1, 2));

    story.start(W1, 2);
    assertThat(offers()).isEmpty();
    assertThat(due()).extracting(Demand::beyond).containsExactly(List.of());
  }

  @Test
  void nothing_is_sent_ahead_while_a_slot_is_free() {
    grant(new Lease(1, W1, 1), new Lease(2, W2, 1));
    pace(8, 5);
    story.start(W1, 1);

    assertThat(offers()).containsExactly(new Offer(W2, 1));
  }

  @Test
  void nothing_is_sent_ahead_of_long_attempts() {
    grant(new Lease(1, W1, 1));
    story.start(W1, 1);

    pace(7, 0);
    assertThat(offers()).isEmpty();
    pace(9, 0);
    pace(1, 3_000);
    assertThat(offers()).isEmpty();
  }

  @Test
  void an_attempt_that_waited_in_vain_is_the_last_that_is_sent_ahead_for_a_while() {
    grant(new Lease(1, W1, 1));
    pace(8, 0);
    story.start(W1, 1);
    story.start(W1, 1);
    story.report(1, new Stage.Refused("no slot within 100 ms"));

    leases.refused(story.run(), W1);

    assertThat(offers()).isEmpty();
    pace(8, 0);
    assertThat(offers()).hasSize(1);
  }

  @Test
  void a_worker_that_refuses_into_a_free_slot_has_none() {
    grant(ONE, THREE);
    story.start(W1, 1);
    story.report(0, new Stage.Refused("no free slot"));

    leases.refused(story.run(), W1);

    assertThat(offers()).containsExactly(new Offer(W2, 1));
  }

  private long untilDue() {
    return leases.nextDueMillis(story.run(), story.now()) - story.now().elapsedMillis();
  }

  private void pace(int attempts, long millis) {
    for (var attempt = 0; attempt < attempts; attempt++) {
      leases.pace().took(millis);
    }
  }

  private void grant(Lease... granted) {
    leases.take(
        new Grant(RUN, 1, Site.DEFAULT, List.of(granted), 2_000, story.now().elapsedMillis()), 1);
  }

  private List<Offer> offers() {
    return leases.offers(story.run(), story.now());
  }

  private List<Offer> offersAfter(long millis) {
    Now now = story.pass(millis).now();
    return leases.offers(story.run(), now);
  }

  private List<Demand> due() {
    return leases.due(story.run(), story.now());
  }
}
