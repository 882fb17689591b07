package io.sampo.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small workloads on real nodes. */
@Tag("process")
final class BenchTest {

  @TempDir private Path folder;

  @Test
  void every_task_runs_and_nothing_is_left_behind() throws Exception {
    try (var bench =
        Invocation.start(
            folder, "bench", "W4", "W1", "--size", "20,50", "--turns", "1", "-ojson")) {
      assertThat(bench.exitCode()).as(bench.err()).isZero();

      var figures = bench.document();
      assertThat(figures.path("set_up").asText()).isEqualTo("embedded");
      assertThat(figures.at("/workloads/0/tasks").asInt()).isEqualTo(22);
      assertThat(figures.at("/workloads/1/tasks").asInt()).isEqualTo(52);
      assertThat(figures.at("/workloads/2/tasks").asInt()).isEqualTo(60);
      assertThat(figures.at("/workloads/3/tasks").asInt()).isEqualTo(150);
      assertThat(figures.at("/workloads/3/tasks_per_second").asDouble()).isPositive();
      assertThat(folder.resolve(".sampo/bench")).isEmptyDirectory();
    }
  }

  @Test
  void processes_are_compared_with_a_bare_loop_of_them() throws Exception {
    try (var bench =
        Invocation.start(folder, "bench", "W5", "--size", "20", "--turns", "1", "-ojson")) {
      assertThat(bench.exitCode()).as(bench.err()).isZero();

      var figures = bench.document().at("/workloads/0");
      assertThat(figures.path("tasks").asInt()).isEqualTo(20);
      assertThat(figures.path("bare_processes_per_second").asDouble()).isPositive();
    }
  }

  @Test
  void what_cannot_be_measured_is_refused_before_anything_starts() throws Exception {
    try (var setUp = Invocation.start(folder, "bench", "--set-up", "cloud");
        var size = Invocation.start(folder, "bench", "--size", "9,0")) {
      assertThat(setUp.exitCode()).isEqualTo(2);
      assertThat(setUp.err())
          .isEqualTo("--set-up: cloud (expected: embedded or journal or postgres)\n");
      assertThat(size.exitCode()).isEqualTo(2);
      assertThat(size.err()).isEqualTo("--size: 0 (expected: 1 to 1000000)\n");
      assertThat(folder.resolve(".sampo")).doesNotExist();
    }
  }
}
