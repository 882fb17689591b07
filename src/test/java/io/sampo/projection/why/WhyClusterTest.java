package io.sampo.projection.why;

import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyClusterTest {

  private static final ClusterName NAME = new ClusterName("job-7-etl-1");

  private final RunStory story = RunStory.of(plan());

  @Test
  void a_task_waits_for_the_nodes_of_its_job_cluster() {
    tell(new What.Present(2, new WorkerId(NAME.node(2), 1), 0));

    assertThat(Asking.why(story, "a").sentence())
        .isEqualTo("a waits for job cluster etl: 1 of 2 nodes there after 0.0 s");
  }

  @Test
  void why_they_do_not_come_is_told() {
    tell(new What.Troubled("no such image\nat all"));

    assertThat(Asking.why(story, "a").sentence())
        .endsWith("0 of 2 nodes there after 0.0 s; no such image");
  }

  @Test
  void once_they_are_there_it_waits_for_a_slot_like_others() {
    tell(new What.Present(1, new WorkerId(NAME.node(1), 1), 0));
    tell(new What.Present(2, new WorkerId(NAME.node(2), 1), 0));

    assertThat(Asking.why(story, "a").sentence()).isEqualTo("a is about to begin");
  }

  private void tell(What what) {
    story.tell(new RunCommand.HearCluster(new ClusterNews(RunStory.RUN, NAME, what)));
  }

  private static Plan plan() {
    var cluster = new JobCluster("etl", new Nodes(2, 2, 0, Map.of()));
    var on = new Compute(new Compute.OfJob("etl"), Map.of());
    return Plan.of(
        new JobDefinition(
            "job", List.of(), List.of(task("a").with(on)), 0, 0, List.of(cluster), 10));
  }
}
