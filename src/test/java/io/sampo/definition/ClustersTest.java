package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.RunId;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClustersTest {

  private static final String FINE = "tasks: [{task_key: a, shell_task: {command: echo}}]\n";

  @TempDir Path folder;

  @Test
  void a_task_that_names_no_cluster_runs_anywhere_in_the_default_pool() {
    var job = job(FINE);

    assertThat(task(job, 0).compute()).isEqualTo(Compute.ANYWHERE);
    assertThat(job.priority()).isEqualTo(JobDefinition.PRIORITY_NORMAL);
    assertThat(job.clusters()).isEmpty();
  }

  @Test
  void each_way_to_name_a_cluster_ends_in_the_definition() {
    var job =
        job(
            """
            priority: 70
            job_clusters:
            - job_cluster_key: etl
              new_cluster:
                spark_version: 15.4.x-scala2.12
                node_type_id: i3.xlarge
                autoscale: {min_workers: 2, max_workers: 8}
                slots: 3
                custom_tags: {disk: ssd}
            tasks:
            - {task_key: a, shell_task: {command: a}, job_cluster_key: etl}
            - {task_key: b, shell_task: {command: a}, existing_cluster_id: 0923-shared}
            - {task_key: c, shell_task: {command: a}, new_cluster: {num_workers: 4}}
            - {task_key: d, shell_task: {command: a}, worker_labels: {gpu: a100, big: yes}}
            - task_key: e
              for_each_task:
                inputs: [1, 2]
                task: {task_key: f, shell_task: {command: a}, job_cluster_key: etl}
            """);

    assertThat(job.priority()).isEqualTo(70);
    assertThat(job.clusters())
        .containsExactly(new JobCluster("etl", new Nodes(2, 8, 3, Map.of("disk", "ssd"))));
    assertThat(IntStream.range(0, 4).mapToObj(number -> task(job, number).compute()))
        .containsExactly(
            new Compute(new Compute.OfJob("etl"), Map.of()),
            new Compute(new Compute.AllPurpose("0923-shared"), Map.of()),
            new Compute(new Compute.OfTask(new Nodes(4, 4, 0, Map.of())), Map.of()),
            new Compute(Compute.ANYWHERE.cluster(), Map.of("gpu", "a100", "big", "yes")));
    assertThat(task(job, 4).work())
        .isInstanceOfSatisfying(
            Work.ForEach.class,
            loop -> assertThat(loop.task().compute()).isEqualTo(task(job, 0).compute()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          num_workers: 0                              | 1 | 1
          num_workers: 1000                           | 1000 | 1000
          autoscale: {min_workers: 0, max_workers: 3} | 1 | 3
          policy_id: x                                | 1 | 1
          """)
  void a_cluster_has_at_least_one_node(String size, int min, int max) {
    var job = job("job_clusters: [{job_cluster_key: m, new_cluster: {" + size + "}}]\n" + FINE);

    assertThat(job.clusters().getFirst().nodes()).isEqualTo(new Nodes(min, max, 0, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          priority: 0 | 1:11: priority: 0 (expected: a whole number from 1 to 100)
          priority: 101 | 1:11: priority: 101 (expected: a whole number from 1 to 100)
          job_clusters: [{}] | 1:16: job_clusters[0]: job_cluster_key is missing
          job_clusters: {a: {}} | 1:15: job_clusters: a mapping (expected: a list)
          job_clusters: [{job_cluster_key: a b, new_cluster: {}}] | 1:34: \
          job_clusters[0].job_cluster_key: a b (expected: 1 to 100 letters, digits, '_' or '-')
          """)
  void what_is_wrong_with_a_cluster_is_told_with_its_place(String line, String complaint) {
    assertThat(new JobFolder(folder).complaints(line + "\n" + FINE)).contains(complaint);
  }

  @Test
  void a_job_cluster_that_is_not_there_is_told_with_the_one_that_was_meant() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    job_clusters:
                    - {job_cluster_key: main, new_cluster: {num_workers: 1}}
                    - {job_cluster_key: main, new_cluster: {num_workers: 2}}
                    tasks:
                    - {task_key: a, shell_task: {command: a}, job_cluster_key: mian}
                    """))
        .containsExactly(
            "3:21: job_clusters[1].job_cluster_key: main stands twice (expected: once; first in"
                + " line 2)",
            "5:60: tasks[0].job_cluster_key: no job cluster is called mian (expected: a"
                + " job_cluster_key of job_clusters) (did you mean 'main'?)");
  }

  @Test
  void a_task_has_one_cluster_at_most() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    job_clusters: [{job_cluster_key: m, new_cluster: {num_workers: 1}}]
                    tasks:
                    - task_key: a
                      shell_task: {command: a}
                      job_cluster_key: m
                      existing_cluster_id: c
                    """))
        .containsExactly(
            "6:3: tasks[0].existing_cluster_id: existing_cluster_id besides job_cluster_key"
                + " (expected: one cluster for a task)");
  }

  @Test
  void a_cluster_belongs_to_what_a_loop_repeats() {
    assertThat(
            new JobFolder(folder)
                .complaints(
                    """
                    tasks:
                    - task_key: a
                      existing_cluster_id: c
                      for_each_task:
                        inputs: [1]
                        task: {task_key: b, shell_task: {command: c}}
                    """))
        .containsExactly(
            "3:3: tasks[0].existing_cluster_id: on a loop (expected: put it on the nested task)");
  }

  @Test
  void a_job_has_so_many_different_places_at_most() {
    var tasks =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(number ->
                "- {task_key: t%d, shell_task: {command: a}, new_cluster: {}}".formatted(number))
            .collect(Collectors.joining("\n", "tasks:\n", "\n"));

    assertThat(new JobFolder(folder).complaints(tasks))
        .containsExactly(
            "1002:3: tasks[1000]: more than 1000 different clusters and worker_labels (expected:"
                + " tasks that share them)");
  }

  @Test
  void pools_of_a_run_are_called_after_it() {
    var key = task(job(FINE), 0).key();
    var run = new RunId(17);

    assertThat(Compute.ANYWHERE.pool(run, key)).isEqualTo("default");
    assertThat(new Compute(new Compute.OfJob("etl"), Map.of()).pool(run, key)).isEqualTo("17/etl");
    assertThat(
            new Compute(new Compute.OfTask(new Nodes(1, 1, 0, Map.of())), Map.of()).pool(run, key))
        .isEqualTo("17/task/a");
  }

  @Test
  void nodes_are_found_by_the_cluster_that_a_task_names() {
    var nodes = new Nodes(1, 2, 3, Map.of());
    var job = job(FINE).with(List.of(new JobCluster("etl", nodes)), 1);

    assertThat(job.nodes(new Compute.OfJob("etl"))).isEqualTo(nodes);
    assertThat(job.nodes(new Compute.OfTask(nodes))).isEqualTo(nodes);
    assertThat(job.nodes(Compute.ANYWHERE.cluster())).isNull();
  }

  private JobDefinition job(String yaml) {
    return Objects.requireNonNull(new JobFolder(folder).read(yaml).definition());
  }

  private static TaskDefinition task(JobDefinition job, int number) {
    return job.tasks().get(number);
  }
}
