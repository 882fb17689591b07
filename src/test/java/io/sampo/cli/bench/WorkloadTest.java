package io.sampo.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.bench.Workload.Task;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

  @ParameterizedTest
  @CsvSource({"W1, 10002, 1", "W2, 1000, 1", "W3, 10001, 1", "W4, 3, 1000", "W5, 1000, 1"})
  void it_has_as_many_tasks_and_runs_as_its_description_says(
      Workload workload, int tasks, int runs) {
    assertThat(workload.tasks(workload.size())).hasSize(tasks);
    assertThat(workload.runs(workload.size())).isEqualTo(runs);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_waits_only_for_those_before_it(Workload workload) {
    var before = new HashSet<String>();
    for (var task : workload.tasks(20)) {
      assertThat(before).containsAll(task.dependsOn());
      assertThat(before.add(task.key())).isTrue();
    }
  }

  @Test
  void each_task_of_a_layer_waits_for_three_of_the_layer_before() {
    var tasks = Workload.W3.tasks(3);

    assertThat(tasks.subList(0, 100)).allMatch(task -> task.dependsOn().isEmpty());
    assertThat(tasks.subList(100, 300)).allMatch(task -> task.dependsOn().size() == 3);
    assertThat(tasks.getLast().dependsOn()).hasSize(100);
    assertThat(Workload.W3.tasks(3)).isEqualTo(tasks);
  }

  @Test
  void a_job_is_one_of_the_format_of_job_files() {
    var job = Workload.W1.job(2);

    assertThat(job.path("tasks")).hasSize(4);
    assertThat(job.at("/tasks/1/depends_on/0/task_key").asText()).isEqualTo("root");
    assertThat(job.at("/tasks/3/depends_on")).hasSize(2);
    assertThat(Workload.W1.tasks(2)).contains(new Task("sink", Set.of("t0", "t1")));
  }
}
