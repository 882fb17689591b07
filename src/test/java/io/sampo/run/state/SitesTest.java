package io.sampo.run.state;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.condition;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.message.Site;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.Outcome;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.Work.Comparison;
import io.sampo.run.RunCommand.Start;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.RunStory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SitesTest {

  private static final Compute SHARED = new Compute(new Compute.OfJob("etl"), Map.of());
  private static final Compute OWN =
      new Compute(new Compute.OfTask(new Nodes(1, 1, 0, Map.of())), Map.of());

  @Test
  void a_job_that_says_nothing_has_one_site() {
    var plan = plan(task("a"), task("b"));

    assertThat(plan.sites().count()).isEqualTo(1);
    assertThat(RunStory.of(plan).run().sites()).containsExactly(Site.DEFAULT);
  }

  @Test
  void tasks_share_the_site_that_they_both_name_and_own_clusters_are_never_shared() {
    var run =
        RunStory.of(
                plan(
                    task("a").with(SHARED),
                    task("b").with(OWN),
                    task("c").with(OWN),
                    task("d").with(SHARED),
                    loop("e", "[1]", 1, task("each").with(OWN)),
                    condition("f", "1", Comparison.EQUAL_TO, "1")))
            .run();

    assertThat(IntStream.range(0, 6).map(run::site)).containsExactly(0, 1, 2, 0, 3, Sites.NONE);
    assertThat(run.sites())
        .extracting(Site::pool)
        .containsExactly(RUN + "/etl", RUN + "/task/b", RUN + "/task/c", RUN + "/task/e");
  }

  @Test
  void an_iteration_is_at_the_site_of_its_loop() {
    var story = RunStory.of(plan(task("a"), loop("l", "[1,2]", 2, task("each").with(SHARED))));

    assertThat(story.run().site(2)).isEqualTo(1);
    assertThat(story.run().startable(1, 0, 9)).containsExactly(2, 3);
    assertThat(story.run().startable(0, 0, 9)).containsExactly(0);
  }

  @Test
  void what_is_held_is_counted_by_site_and_worker() {
    var story = RunStory.of(plan(task("a"), task("b").with(SHARED), task("c").with(SHARED)));

    story.tell(new Start(0, List.of(new Offer(W1, 1))));
    story.tell(new Start(1, List.of(new Offer(W1, 2))));
    story.end(1, Outcome.Succeeded.PLAIN);

    assertThat(story.run().heldCount(0)).isEqualTo(1);
    assertThat(story.run().heldCount(1)).isEqualTo(1);
    assertThat(story.run().heldCount(1, W1)).isEqualTo(1);
    assertThat(story.run().snapshot()).isEqualTo(story.replayed().snapshot());
  }

  @Test
  void a_site_is_needed_until_its_last_task_is_at_rest() {
    var story =
        RunStory.of(plan(task("a"), task("b", "a").with(SHARED), loop("c", "[1]", 1, each(), "a")));
    assertThat(story.run().openCount(0)).isEqualTo(1);
    assertThat(story.run().openCount(1)).isEqualTo(2);

    story.attempt(0, Outcome.Succeeded.PLAIN);
    story.tell(new Start(1, List.of(new Offer(W1, 9))));
    assertThat(story.run().openCount(0)).isZero();
    story.end(1, Outcome.Succeeded.PLAIN);
    assertThat(story.run().openCount(1)).isEqualTo(1);

    story.end(3, Outcome.Succeeded.PLAIN);
    assertThat(story.run().openCount(1)).isZero();
  }

  @Test
  void a_thousand_sites_are_enough() {
    var tasks =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(number -> task("t" + number).with(OWN))
            .toArray(TaskDefinition[]::new);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(tasks))
        .withMessage("number of sites: 1001 (expected: 0 to 1000)");
  }

  private static TaskDefinition each() {
    return task("each").with(SHARED);
  }

  private static Plan plan(TaskDefinition... tasks) {
    var job = new JobDefinition("job", List.of(), List.of(tasks), 0, 0);
    var etl = new JobDefinition.JobCluster("etl", new Nodes(1, 1, 0, Map.of()));
    return Plan.of(job.with(List.of(etl), job.priority()));
  }
}
