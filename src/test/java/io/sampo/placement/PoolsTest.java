package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolsTest {

  private static final WorkerId W1 = new WorkerId("w1", 1);
  private static final Now NOW = new Now(1_000_000, 0);
  private static final Site OTHER = new Site("other", Map.of("gpu", "a100"));

  @Test
  void a_worker_serves_its_own_pool_alone() {
    var pools = Pools.byName(2_000, 0);
    has(pools, W1, "default");
    wants(pools, 1, OTHER);
    wants(pools, 2, Site.DEFAULT);

    assertThat(pools.grants(NOW))
        .filteredOn(grant -> !grant.leases().isEmpty())
        .extracting(Grant::site)
        .containsExactly(Site.DEFAULT);
  }

  @Test
  void a_node_by_itself_is_every_pool_and_carries_every_label() {
    var pools = Pools.allAlike(2_000, 0);
    has(pools, W1, "default");
    wants(pools, 1, OTHER);

    assertThat(pools.grants(NOW))
        .singleElement()
        .satisfies(grant -> assertThat(grant.site()).isEqualTo(OTHER))
        .satisfies(grant -> assertThat(grant.leases()).hasSize(1));
  }

  @Test
  void a_worker_that_comes_back_in_another_pool_is_over_in_the_one_before() {
    var pools = Pools.byName(2_000, 0);
    has(pools, W1, "default");
    wants(pools, 1, Site.DEFAULT);
    pools.grants(NOW);

    assertThat(pools.hear(status(new WorkerId("w1", 2), "other"), NOW)).containsExactly(W1);
    assertThat(pools.workers())
        .extracting(WorkerStatus::worker)
        .containsExactly(new WorkerId("w1", 2));
    assertThat(pools.runs()).containsExactly(new RunId(1));
  }

  @Test
  void a_pool_that_nobody_uses_is_dropped_and_gives_no_lease_twice() {
    var pools = Pools.byName(2_000, 0);
    has(pools, W1, "default");
    wants(pools, 1, Site.DEFAULT);
    var first = pools.grants(NOW).getFirst().leases().getFirst().id();

    var later = new Now(1_020_000, 20_000);
    pools.grants(later);
    assertThat(pools.runs()).isEmpty();
    assertThat(pools.workers()).isEmpty();

    pools.hear(status(W1, "default"), later);
    pools.hear(demand(2, Site.DEFAULT), later);
    assertThat(pools.grants(later).getFirst().leases().getFirst().id()).isGreaterThan(first);
  }

  private static void has(Pools pools, WorkerId worker, String pool) {
    pools.hear(status(worker, pool), NOW);
  }

  private static void wants(Pools pools, long run, Site site) {
    pools.hear(demand(run, site), NOW);
  }

  private static WorkerStatus status(WorkerId worker, String pool) {
    return new WorkerStatus(worker, new Place(pool, Map.of()), 2, 0, 0);
  }

  private static Demand demand(long run, Site site) {
    return new Demand(new RunId(run), 1, site, 10, 1, List.of(), List.of(), 0);
  }
}
