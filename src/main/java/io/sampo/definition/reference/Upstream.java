package io.sampo.definition.reference;

import io.sampo.dag.TaskGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Answers to many questions at once: whether a task waits, directly or not, for another.
 *
 * <p>Tasks are put into an order in which each comes after those it waits for. Along that order the
 * answers for 64 of the tasks asked for pass from task to task as the bits of one number, only from
 * the first of the 64 up to the last task that asks for any of them. So questions about near tasks
 * cost next to nothing, and a hundred thousand about far ones take a second, not an hour.
 */
final class Upstream {

  private final TaskGraph graph;
  private final int[] order;
  private final int[] place;

  /** What is known at each place of the order: bit n for the nth of the tasks asked for. */
  private final long[] reached;

  private Upstream(TaskGraph graph) {
    this.graph = graph;
    this.order = order(graph);
    this.place = new int[order.length];
    this.reached = new long[order.length];
    for (var i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
  }

  /** Whether {@code task} waits for {@code other}. */
  record Question(int task, int other) {}

  /** The numbers of those {@code questions} whose answer is yes. */
  static BitSet answers(TaskGraph graph, List<Question> questions) {
    var answers = new BitSet();
    var open = new ArrayList<Integer>();
    for (var i = 0; i < questions.size(); i++) {
      if (isDirect(graph, questions.get(i))) {
        answers.set(i);
      } else {
        open.add(i);
      }
    }
    if (!open.isEmpty()) {
      new Upstream(graph).answer(questions, open, answers);
    }
    return answers;
  }

  private static boolean isDirect(TaskGraph graph, Question question) {
    var found = new boolean[1];
    graph.forEachAbove(question.task(), above -> found[0] |= above == question.other());
    return found[0];
  }

  private void answer(List<Question> questions, List<Integer> open, BitSet answers) {
    open.sort(Comparator.comparingInt(i -> place[questions.get(i).other()]));
    for (var next = 0; next < open.size(); ) {
      var others = new int[Long.SIZE];
      var count = 0;
      var end = next;
      while (end < open.size()) {
        var other = questions.get(open.get(end)).other();
        if (count == 0 || others[count - 1] != other) {
          if (count == Long.SIZE) {
            break;
          }
          others[count++] = other;
        }
        end++;
      }
      answer(questions, open.subList(next, end), Arrays.copyOf(others, count), answers);
      next = end;
    }
  }

  /** Answers questions about no more than 64 {@code others}, given in their order. */
  private void answer(List<Question> questions, List<Integer> open, int[] others, BitSet answers) {
    var first = place[others[0]];
    var last = open.stream().mapToInt(i -> place[questions.get(i).task()]).max().orElse(first);
    var bits = 0;
    for (var i = first; i <= last; i++) {
      var task = order[i];
      var known = new long[1];
      graph.forEachAbove(task, above -> known[0] |= reached[place[above]]);
      if (bits < others.length && others[bits] == task) {
        known[0] |= 1L << bits++;
      }
      reached[i] = known[0];
    }
    for (var number : open) {
      var question = questions.get(number);
      var bit = Arrays.binarySearch(places(others), place[question.other()]);
      var isReached = (reached[place[question.task()]] >>> bit & 1) == 1;
      answers.set(number, isReached && question.task() != question.other());
    }
    Arrays.fill(reached, first, Math.max(first, last + 1), 0);
  }

  private int[] places(int[] others) {
    return Arrays.stream(others).map(other -> place[other]).toArray();
  }

  /** The tasks, each after those it waits for. */
  private static int[] order(TaskGraph graph) {
    var waiting = new int[graph.size()];
    var order = new int[graph.size()];
    var end = new int[1];
    for (var task = 0; task < waiting.length; task++) {
      waiting[task] = graph.aboveCount(task);
      if (waiting[task] == 0) {
        order[end[0]++] = task;
      }
    }
    for (var next = 0; next < end[0]; next++) {
      graph.forEachBelow(
          order[next],
          task -> {
            if (--waiting[task] == 0) {
              order[end[0]++] = task;
            }
          });
    }
    return order;
  }
}
