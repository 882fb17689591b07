package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pool, and runs that wait for a slot. */
class PoolWaitingTest {

  private static final WorkerId W1 = new WorkerId("w1", 1);
  private static final long LEASE = 2_000;

  private final Pool pool = new Pool(LEASE, 100);
  private long millis;

  @Test
  void a_run_that_waits_is_remembered_longer_and_its_lease_begins_when_it_is_given() {
    ask(1, 1, List.of());
    assertThat(pool.grants(now())).isEmpty();

    var sent = millis;
    millis += Tenant.WAITING_MILLIS;
    offer();
    var grant = pool.grants(now()).getFirst();
    assertThat(grant.sentMillis()).isEqualTo(sent);
    assertThat(grant.sentMillis() + grant.leaseMillis()).isEqualTo(millis + LEASE);

    ask(2, 1, List.of());
    millis += LEASE;
    offer();
    assertThat(pool.grants(now())).isEmpty();
    millis++;
    assertThat(pool.grants(now())).extracting(Grant::run).containsExactly(new RunId(2));
  }

  @Test
  void what_a_run_that_waits_says_again_does_not_matter() {
    assertThat(ask(1, 1, List.of())).isTrue();
    assertThat(ask(1, 1, List.of())).isFalse();
    assertThat(ask(1, 2, List.of())).isTrue();

    offer();
    var leases = pool.grants(now()).getFirst().leases();
    assertThat(ask(1, 2, leases)).isTrue();
    assertThat(ask(1, 2, List.of())).isTrue();
  }

  @Test
  void a_run_that_does_not_know_of_its_lease_yet_is_told_what_became_of_it() {
    ask(1, 1, List.of());
    offer();
    assertThat(pool.grants(now())).hasSize(1);

    pool.hear(new WorkerStatus(W1, Place.DEFAULT, 0, 0, 0), now());
    ask(1, 1, List.of());

    assertThat(pool.grants(now())).extracting(Grant::leases).containsExactly(List.of());
  }

  @Test
  void a_run_that_waited_and_is_not_heard_any_more_is_forgotten() {
    ask(1, 1, List.of());
    millis += Tenant.WAITING_MILLIS + 1;
    offer();

    assertThat(pool.grants(now())).isEmpty();
    assertThat(pool.runs()).isEmpty();
  }

  private void offer() {
    pool.hear(new WorkerStatus(W1, Place.DEFAULT, 1, 0, 0), now());
  }

  private boolean ask(long run, int slots, List<Lease> holding) {
    return pool.hear(
        new Demand(new RunId(run), 1, Site.DEFAULT, 10, slots, holding, List.of(), millis), now());
  }

  private Now now() {
    return new Now(millis + 1_000_000, millis);
  }
}
