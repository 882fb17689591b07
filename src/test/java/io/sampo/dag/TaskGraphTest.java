package io.sampo.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskGraphTest {

  /** 0 and 1 on top, 2 below both, 3 below 2, 4 alone. */
  private static final TaskGraph GRAPH =
      TaskGraph.of(edges(above(), above(), above(1, 0), above(2), above()));

  @Test
  void a_task_knows_whom_it_waits_for_in_the_order_they_were_given() {
    assertThat(aboves(GRAPH, 2)).containsExactly(1, 0);
    assertThat(GRAPH.aboveCount(2)).isEqualTo(2);
    assertThat(GRAPH.aboveCount(4)).isZero();
  }

  @Test
  void a_task_knows_who_waits_for_it() {
    assertThat(belows(GRAPH, 0)).containsExactly(2);
    assertThat(belows(GRAPH, 2)).containsExactly(3);
    assertThat(belows(GRAPH, 3)).isEmpty();
    assertThat(IntStream.range(0, 5).filter(GRAPH::isLeaf)).containsExactly(3, 4);
  }

  @Test
  void ancestors_are_all_above_each_once() {
    var diamond = TaskGraph.of(edges(above(), above(0), above(0), above(1, 2)));

    assertThat(ancestors(diamond, 3)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(ancestors(diamond, 0)).isEmpty();
  }

  @Test
  void a_task_may_name_the_same_dependency_twice() {
    var graph = TaskGraph.of(edges(above(), above(0, 0)));

    assertThat(graph.aboveCount(1)).isEqualTo(belows(graph, 0).size()).isEqualTo(2);
    assertThat(ancestors(graph, 1)).containsExactly(0);
  }

  @Test
  void a_dependency_that_is_no_task_is_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskGraph.of(edges(above(), above(2))))
        .withMessage("dependency of task 1: 2 (expected: 0 to 1)");
    assertThatIllegalArgumentException().isThrownBy(() -> TaskGraph.of(edges(above(-1))));
  }

  @Test
  void a_cycle_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskGraph.of(edges(above(1), above(0))))
        .withMessageContaining("tasks wait for each other: [");
  }

  @Test
  void a_task_that_waits_for_itself_is_a_cycle() {
    assertThat(TaskGraph.cycle(edges(above(), above(1)))).containsExactly(1);
  }

  @Test
  void a_cycle_is_found_without_what_hangs_on_it() {
    // 3 waits for 2, 2 for 1, 1 for 0, 0 for 2; 4 waits for nobody, 3 is in no circle.
    var cycle =
        Objects.requireNonNull(
            TaskGraph.cycle(edges(above(2), above(0), above(1), above(2), above())));

    assertThat(cycle).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(cycle).containsSubsequence(waitsFor(cycle, edges(above(2), above(0), above(1))));
  }

  @Test
  void dependencies_out_of_range_are_no_part_of_a_cycle() {
    assertThat(TaskGraph.cycle(edges(above(7), above(-3)))).isNull();
    assertThat(TaskGraph.cycle(edges(above(7, 1), above(0)))).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void a_chain_of_100_000_tasks_is_no_danger() {
    var size = 100_000;
    var chain = new ArrayList<int[]>(List.of(above()));
    IntStream.range(1, size).forEach(task -> chain.add(above(task - 1)));
    var circle = new ArrayList<>(chain);
    circle.set(0, above(size - 1));

    assertThat(ancestors(TaskGraph.of(chain), size - 1)).hasSize(size - 1);
    assertThat(TaskGraph.cycle(circle)).hasSize(size);
  }

  /** The circle from its first task on, each followed by the one it waits for. */
  private static int[] waitsFor(int[] cycle, List<int[]> edges) {
    var path = new int[cycle.length];
    path[0] = cycle[0];
    for (var place = 1; place < path.length; place++) {
      path[place] = edges.get(path[place - 1])[0];
    }
    return path;
  }

  private static List<int[]> edges(int[]... aboves) {
    return List.of(aboves);
  }

  private static int[] above(int... tasks) {
    return tasks;
  }

  private static List<Integer> aboves(TaskGraph graph, int task) {
    var found = new ArrayList<Integer>();
    graph.forEachAbove(task, found::add);
    return found;
  }

  private static List<Integer> belows(TaskGraph graph, int task) {
    var found = new ArrayList<Integer>();
    graph.forEachBelow(task, found::add);
    return found;
  }

  private static List<Integer> ancestors(TaskGraph graph, int task) {
    var found = new ArrayList<Integer>();
    graph.forEachAncestor(task, found::add);
    return found;
  }
}
