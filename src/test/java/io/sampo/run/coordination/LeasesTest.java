package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.RunStory.W2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunStory;
import io.sampo.run.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final Map<String, String> GPU = Map.of("gpu", "a100");
  private static final Site LABELED = new Site("default", GPU);
  private static final Site OTHER = new Site("other", Map.of());

  private final RunStory story =
      RunStory.of(
          Tasks.plan(
              Tasks.task("a"),
              at(new Compute(Compute.ANYWHERE.cluster(), GPU), Tasks.task("b")),
              at(new Compute(new Compute.AllPurpose("other"), Map.of()), Tasks.task("c")),
              Tasks.task("d")));

  private final Leases leases = new Leases();

  @Test
  void each_site_has_a_demand_of_its_own() {
    assertThat(leases.due(story.run(), story.now()))
        .extracting(Demand::site, Demand::wanted)
        .containsExactly(tuple(Site.DEFAULT, 2), tuple(LABELED, 1), tuple(OTHER, 1));
  }

  @Test
  void a_lease_serves_the_tasks_of_its_site_alone() {
    grant(LABELED, new Lease(1, W1), new Lease(2, W1));
    assertThat(leases.start(story.run(), story.now()))
        .isEqualTo(new Start(1, List.of(new Offer(W1, 2))));

    story.tell(new Start(1, List.of(new Offer(W1, 2))));

    assertThat(story.run().heldBy(W1)).containsValue(1).hasSize(1);
    assertThat(leases.start(story.run(), story.now())).isNull();
  }

  @Test
  void what_a_worker_holds_for_one_site_takes_no_lease_of_another() {
    grant(Site.DEFAULT, new Lease(1, W1));
    grant(LABELED, new Lease(2, W1));
    story.tell(new Start(0, List.of(new Offer(W1, 1))));

    assertThat(leases.start(story.run(), story.now()))
        .isEqualTo(new Start(1, List.of(new Offer(W1, 1))));
  }

  @Test
  void a_lost_worker_takes_its_leases_of_all_sites_along() {
    grant(Site.DEFAULT, new Lease(1, W1), new Lease(2, W2));
    grant(LABELED, new Lease(3, W1));

    leases.forget(W1);

    assertThat(leases.start(story.run(), story.now()))
        .isEqualTo(new Start(0, List.of(new Offer(W2, 1))));
  }

  @Test
  void a_grant_for_a_site_that_the_run_has_not_is_passed_over() {
    grant(new Site("nobody's", Map.of()), new Lease(1, new WorkerId("w9", 1)));

    assertThat(leases.start(story.run(), story.now())).isNull();
  }

  private void grant(Site site, Lease... granted) {
    leases.take(
        story.run(), new Grant(RUN, 1, site, List.of(granted), 2_000, story.now().elapsedMillis()));
  }

  private static TaskDefinition at(Compute compute, TaskDefinition task) {
    return task.with(compute);
  }
}
