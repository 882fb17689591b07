package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Beyond;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PoolTest {

  private static final WorkerId W1 = new WorkerId("w1", 1);
  private static final WorkerId W2 = new WorkerId("w2", 1);
  private static final long LEASE = 2_000;
  private static final Map<String, String> GPU = Map.of("gpu", "a100");

  private final Pool pool = new Pool(LEASE, 100);
  private final Map<Long, List<Lease>> held = new TreeMap<>();
  private long millis;

  @Test
  void a_run_gets_what_it_wants_of_what_is_free() {
    status(W1, 3, 0);

    assertThat(wants(1, 2)).hasSize(2).doesNotHaveDuplicates();
    assertThat(wants(2, 2)).hasSize(1);
  }

  @Test
  void an_answer_says_what_it_answers() {
    status(W1, 1, 0);
    pool.hear(new Demand(new RunId(1), 3, Site.DEFAULT, 10, 1, List.of(), List.of(), 77), now());

    assertThat(pool.grants(now()))
        .containsExactly(
            new Grant(new RunId(1), 3, Site.DEFAULT, List.of(new Lease(101, W1)), LEASE, 77));
    assertThat(pool.grants(now())).isEmpty();
  }

  @Test
  void runs_that_ask_at_once_get_alike() {
    status(W1, 6, 0);
    ask(1, 9);
    ask(2, 9);
    ask(3, 1);

    round();

    assertThat(counts()).isEqualTo(Map.of(1L, 3, 2L, 2, 3L, 1));
  }

  @Test
  void the_emptiest_worker_comes_first() {
    status(W1, 1, 0);
    status(W2, 3, 0);

    assertThat(wants(1, 2)).extracting(Lease::worker).containsExactly(W2, W2);
  }

  @Test
  void slots_with_an_attempt_that_nobody_has_a_lease_for_are_not_free() {
    status(W1, 3, 2);

    assertThat(wants(1, 3)).hasSize(1);
    status(W1, 3, 3);
    assertThat(wants(1, 3)).hasSize(1);
  }

  @Test
  void a_run_with_too_little_gets_slots_recalled_from_one_with_too_much() {
    status(W1, 4, 0);
    wants(1, 9);
    ask(2, 9);

    round();
    status(W1, 4, 2);
    ask(1, 9);
    round();

    assertThat(counts()).isEqualTo(Map.of(1L, 2, 2L, 2));
  }

  @Test
  void nothing_is_recalled_for_a_run_that_has_its_share_or_wants_no_more() {
    status(W1, 4, 0);
    wants(1, 3);
    wants(2, 1);

    round();

    assertThat(counts()).isEqualTo(Map.of(1L, 3, 2L, 1));
  }

  @Test
  void nothing_is_recalled_while_something_is_free() {
    status(W1, 4, 0);
    wants(1, 3);

    assertThat(wants(2, 1)).hasSize(1);
    assertThat(counts()).isEqualTo(Map.of(1L, 3, 2L, 1));
  }

  @Test
  void a_run_that_is_not_heard_for_a_lease_has_none() {
    status(W1, 1, 0);
    wants(1, 1);
    millis += LEASE;
    status(W1, 1, 0);
    assertThat(wants(2, 1)).isEmpty();

    millis += 1;
    status(W1, 1, 0);
    assertThat(wants(2, 1)).hasSize(1);
  }

  @Test
  void a_worker_that_is_not_heard_for_a_lease_has_no_slots() {
    status(W1, 1, 0);
    status(W2, 1, 0);
    millis += LEASE + 1;
    status(W2, 1, 0);

    assertThat(wants(1, 2)).extracting(Lease::worker).containsExactly(W2);
    assertThat(pool.workers()).containsExactly(new WorkerStatus(W2, Place.DEFAULT, 1, 0, 0));
  }

  @Test
  void a_pool_that_starts_anew_takes_over_what_runs_hold_and_gives_new_ids() {
    status(W1, 3, 0);
    held.put(1L, List.of(new Lease(500, W1)));

    assertThat(wants(1, 2)).containsExactly(new Lease(500, W1), new Lease(501, W1));
  }

  @Test
  void a_lease_of_an_unknown_worker_is_not_taken_over() {
    status(W1, 1, 0);
    held.put(1L, List.of(new Lease(500, W2)));

    assertThat(wants(1, 1)).extracting(Lease::worker).containsExactly(W1);
  }

  @Test
  void a_new_life_of_a_worker_replaces_the_old_one() {
    status(W1, 1, 0);
    wants(1, 1);
    var again = new WorkerId("w1", 2);
    status(again, 1, 0);
    status(W1, 1, 0);

    assertThat(pool.workers()).extracting(WorkerStatus::worker).containsExactly(again);
    round();
    assertThat(held.get(1L)).extracting(Lease::worker).containsExactly(again);
  }

  @Test
  void names_that_begin_alike_are_different_workers() {
    status(new WorkerId("w", 5), 1, 0);
    status(new WorkerId("w1", 1), 1, 0);
    status(new WorkerId("w", 5), 1, 0);

    assertThat(pool.workers()).hasSize(2);
  }

  @Test
  void a_lost_worker_takes_its_leases_along() {
    status(W1, 1, 0);
    wants(1, 1);
    status(W2, 1, 0);

    pool.lose(W1);
    round();

    assertThat(held.get(1L)).extracting(Lease::worker).containsExactly(W2);
  }

  @Test
  void a_replaced_coordinator_is_not_heard() {
    status(W1, 3, 0);
    pool.hear(new Demand(new RunId(1), 2, Site.DEFAULT, 10, 1, List.of(), List.of(), 0), now());
    pool.grants(now());

    pool.hear(new Demand(new RunId(1), 1, Site.DEFAULT, 10, 3, List.of(), List.of(), 0), now());

    assertThat(pool.grants(now())).isEmpty();
  }

  @Test
  void a_run_that_wants_nothing_is_forgotten_and_its_slots_are_free() {
    status(W1, 1, 0);
    wants(1, 1);
    held.remove(1L);
    ask(1, 0);

    assertThat(wants(2, 1)).hasSize(1);
  }

  @Test
  void thousands_of_runs_share_thousands_of_slots() {
    status(W1, 3_000, 0);
    status(W2, 3_000, 0);
    for (var run = 1; run <= 4_000; run++) {
      ask(run, 2);
    }

    round();

    assertThat(counts().values().stream().mapToInt(count -> count).sum()).isEqualTo(6_000);
    assertThat(counts().values()).containsOnly(1, 2);
  }

  @Test
  void a_label_that_is_asked_for_is_carried_by_the_worker() {
    status(W1, 3, 0);
    labeled(W2, 1);

    assertThat(wants(1, 2, GPU)).extracting(Lease::worker).containsExactly(W2);
  }

  @Test
  void a_worker_with_labels_is_used_last_by_those_who_ask_for_none() {
    status(W1, 1, 0);
    labeled(W2, 5);

    assertThat(wants(1, 2, Map.of())).extracting(Lease::worker).containsExactly(W1, W2);
  }

  @Test
  void sites_of_a_run_share_what_the_run_gets() {
    labeled(W2, 4);
    ask(1, 9, Map.of());
    ask(1, 9, GPU);
    ask(2, 9, GPU);

    var grants = pool.grants(now());

    assertThat(grants)
        .extracting(grant -> grant.run().value(), grant -> grant.leases().size())
        .containsExactly(tuple(1L, 1), tuple(1L, 1), tuple(2L, 2));
  }

  @Test
  void a_worker_that_drains_gets_its_slots_back() {
    status(W1, 2, 0);
    wants(1, 2);

    status(W1, 0, 2);
    round();

    assertThat(held.get(1L)).isEmpty();
  }

  @Test
  void a_slot_that_two_dispatchers_leased_stays_with_who_had_it_first() {
    status(W1, 1, 0);
    held.put(1L, List.of(new Lease(500, W1)));
    held.put(2L, List.of(new Lease(400, W1)));
    ask(1, 1);
    ask(2, 1);

    round();

    assertThat(counts()).isEqualTo(Map.of(1L, 0, 2L, 1));
  }

  @Test
  void a_slot_that_is_recalled_is_not_free_before_its_attempt_is_over() {
    status(W1, 2, 0);
    wants(1, 9);
    ask(2, 9);
    round();
    var kept = held.getOrDefault(1L, List.of());

    pool.hear(demand(1, 9, kept, List.of(new Beyond(W1, 1))), now());
    ask(2, 9);
    round();
    assertThat(counts()).isEqualTo(Map.of(1L, 1));

    pool.hear(demand(1, 9, kept, List.of()), now());
    round();
    assertThat(counts()).isEqualTo(Map.of(1L, 1, 2L, 1));
  }

  @Test
  void an_attempt_whose_lease_ran_out_gets_one_again_and_takes_no_other_slot() {
    status(W1, 2, 1);

    pool.hear(demand(1, 1, List.of(), List.of(new Beyond(W1, 1))), now());
    pool.hear(demand(2, 1, List.of(), List.of()), now());
    round();
    assertThat(counts()).isEqualTo(Map.of(2L, 1));

    pool.hear(demand(1, 3, List.of(), List.of(new Beyond(W1, 1))), now());
    pool.hear(demand(2, 0, List.of(), List.of()), now());
    round();
    assertThat(held.get(1L)).hasSize(2);
  }

  @Test
  void a_lease_says_how_many_attempts_may_wait_for_its_slot() {
    pool.hear(new WorkerStatus(W1, Place.DEFAULT, 2, 0, 5), now());

    assertThat(wants(1, 1)).extracting(Lease::ahead).containsExactly(2);
  }

  private void labeled(WorkerId worker, int slots) {
    var place = new Place(Site.DEFAULT.pool(), GPU);
    pool.hear(new WorkerStatus(worker, place, slots, 0, 0), now());
  }

  private List<Lease> wants(long run, int slots, Map<String, String> labels) {
    ask(run, slots, labels);
    return pool.grants(now()).getFirst().leases();
  }

  private void ask(long run, int slots, Map<String, String> labels) {
    var site = new Site(Site.DEFAULT.pool(), labels);
    pool.hear(new Demand(new RunId(run), 1, site, 10, slots, List.of(), List.of(), millis), now());
  }

  private Demand demand(long run, int slots, List<Lease> holding, List<Beyond> beyond) {
    return new Demand(new RunId(run), 1, Site.DEFAULT, 10, slots, holding, beyond, millis);
  }

  private void status(WorkerId worker, int slots, int occupied) {
    pool.hear(new WorkerStatus(worker, Place.DEFAULT, slots, occupied, 0), now());
  }

  private List<Lease> wants(long run, int slots) {
    ask(run, slots);
    round();
    return held.getOrDefault(run, List.of());
  }

  private void ask(long run, int slots) {
    var holding = held.getOrDefault(run, List.of());
    pool.hear(
        new Demand(new RunId(run), 1, Site.DEFAULT, 10, slots, holding, List.of(), millis), now());
  }

  private void round() {
    pool.grants(now()).forEach(grant -> held.put(grant.run().value(), grant.leases()));
  }

  private Map<Long, Integer> counts() {
    var counts = new TreeMap<Long, Integer>();
    held.forEach((run, leases) -> counts.put(run, leases.size()));
    return counts;
  }

  private Now now() {
    return new Now(millis + 1_000_000, millis);
  }
}
