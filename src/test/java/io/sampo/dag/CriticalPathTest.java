package io.sampo.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CriticalPathTest {

  private static final int[] NONE = {};

  /** 0 and 1 on top, 2 below both, 3 below 2, 4 alone. */
  private static final CriticalPath PATH =
      CriticalPath.of(
          TaskGraph.of(List.of(NONE, NONE, new int[] {1, 0}, new int[] {2}, NONE)),
          new long[] {5, 2, 10, 0, 7});

  @Test
  void its_length_is_that_of_the_longest_path() {
    assertThat(PATH.length()).isEqualTo(15);
    assertThat(PATH.tasks()).containsExactly(0, 2, 3);
  }

  @Test
  void slack_is_what_a_task_can_be_late_by() {
    assertThat(IntStream.range(0, 5).mapToLong(PATH::slack)).containsExactly(0L, 3L, 0L, 0L, 8L);
  }

  @Test
  void a_task_knows_the_longest_path_before_it_and_after_it() {
    assertThat(IntStream.range(0, 5).mapToLong(PATH::earliest))
        .containsExactly(0L, 0L, 5L, 15L, 0L);
    assertThat(IntStream.range(0, 5).mapToLong(PATH::after)).containsExactly(10L, 10L, 0L, 0L, 0L);
  }

  @Test
  void tasks_that_take_no_time_have_a_path_too() {
    var path = CriticalPath.of(TaskGraph.of(List.of(NONE, new int[] {0})), new long[2]);

    assertThat(path.length()).isZero();
    assertThat(path.tasks()).containsExactly(0, 1);
  }

  @Test
  void a_graph_without_tasks_has_an_empty_path() {
    var path = CriticalPath.of(TaskGraph.of(List.of()), new long[0]);

    assertThat(path.length()).isZero();
    assertThat(path.tasks()).isEmpty();
  }

  @Test
  void a_duration_that_is_none_is_refused_by_name() {
    var graph = TaskGraph.of(List.of(NONE, NONE));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalPath.of(graph, new long[] {1, -1}))
        .withMessage("duration of task 1: -1 (expected: at least 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalPath.of(graph, new long[] {1}))
        .withMessage("durations: 1 (expected: one for each of 2 tasks)");
  }

  @Test
  void a_path_that_no_long_can_tell_is_refused() {
    var graph = TaskGraph.of(List.of(NONE, new int[] {0}));

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> CriticalPath.of(graph, new long[] {Long.MAX_VALUE, 1}));
  }

  @Test
  void a_chain_of_a_million_tasks_is_as_long_as_all_of_them() {
    var size = 1_000_000;
    var dependencies = new ArrayList<int[]>(List.of(NONE));
    IntStream.range(1, size).forEach(task -> dependencies.add(new int[] {task - 1}));

    var path =
        CriticalPath.of(
            TaskGraph.of(dependencies), LongStream.range(0, size).map(_ -> 1).toArray());

    assertThat(path.length()).isEqualTo(size);
    assertThat(path.tasks()).hasSize(size);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** A task that takes longer by its slack leaves the length as it is; by one more it does not. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void slack_is_exact_and_the_path_adds_up(long seed) {
    var random = new SplittableRandom(seed);
    var graph = random(random, 1 + random.nextInt(12));
    var durations = random.longs(graph.size(), 0, 6).toArray();

    var path = CriticalPath.of(graph, durations);

    assertThat(path.tasks().stream().mapToLong(task -> durations[task]).sum())
        .isEqualTo(path.length());
    for (var task = 0; task < graph.size(); task++) {
      var longer = durations.clone();
      longer[task] += path.slack(task);
      assertThat(CriticalPath.of(graph, longer).length()).isEqualTo(path.length());
      longer[task]++;
      assertThat(CriticalPath.of(graph, longer).length()).isEqualTo(path.length() + 1);
    }
  }

  private static TaskGraph random(SplittableRandom random, int size) {
    var dependencies = new ArrayList<int[]>();
    for (var task = 0; task < size; task++) {
      dependencies.add(IntStream.range(0, task).filter(_ -> random.nextInt(3) == 0).toArray());
    }
    return TaskGraph.of(dependencies);
  }
}
