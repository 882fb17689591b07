package io.sampo.simulation.rehearsal;

import io.sampo.dag.CriticalPath;
import io.sampo.dag.TaskGraph;
import io.sampo.run.state.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who waited for whom among all tasks of a rehearsal, whatever the slots. An iteration waits for
 * what its loop waits for, and the loop for all of its iterations; the tasks of another run wait
 * for what its task waits for, and that task for all of them. That only so many iterations of a
 * loop run at the same time is no part of it, and a disabled task waits for nobody, since none is
 * waited for.
 *
 * <p>Beside the tasks there are nodes that take no time, so that a thousand iterations below a
 * thousand tasks are two thousand edges: one before all iterations of a loop, and one before and
 * one after all tasks of another run, of which the latter takes the back-off that followed.
 */
final class Web {

  private static final int[] NOBODY = {};

  private final Cast cast;
  private final Map<Loop, Integer> loops = new HashMap<>();
  private final Map<Act, Integer> entries = new HashMap<>();
  private final Map<Integer, List<Act>> within = new HashMap<>();
  private int size;

  private Web(Cast cast) {
    this.cast = cast;
    size = cast.size();
    for (var act : cast.acts()) {
      var origin = act.origin();
      if (origin != null) {
        entries.put(act, size);
        size += 2;
        within
            .computeIfAbsent(cast.place(origin.act(), origin.task()), _ -> new ArrayList<>())
            .add(act);
      }
      for (var task = 0; task < act.run().plan().size(); task++) {
        var loop = act.run().loop(task);
        if (loop != null) {
          loops.put(loop, size++);
        }
      }
    }
  }

  /** The critical path of all that happened; its first numbers are the places of the cast. */
  static CriticalPath path(Cast cast) {
    var root = cast.root().run();
    var spans = cast.column(Timeline::span);
    var isPlain =
        cast.size() == root.plan().size()
            && root.plan().job().tasks().stream().noneMatch(task -> task.disabled());
    return isPlain ? CriticalPath.of(root.plan().graph(), spans) : new Web(cast).path(spans);
  }

  private CriticalPath path(long[] spans) {
    var durations = Arrays.copyOf(spans, size);
    entries.forEach((act, entry) -> durations[entry + 1] = act.waitMillis());
    return CriticalPath.of(TaskGraph.of(Arrays.asList(dependencies())), durations);
  }

  private int[][] dependencies() {
    var all = new int[size][];
    Arrays.fill(all, NOBODY);
    for (var act : cast.acts()) {
      for (var task = 0; task < act.run().size(); task++) {
        var place = cast.place(act, task);
        all[place] = join(before(act, task), inside(act, task));
        follow(all, act, task);
      }
      var entry = entries.get(act);
      if (entry != null) {
        all[entry + 1] = last(act, entry);
      }
    }
    return all;
  }

  /** The nodes beside a task: its loop, and each run that was its work after the one before. */
  private void follow(int[][] all, Act act, int task) {
    var loop = loop(act, task);
    if (loop != null) {
      all[node(loop)] = before(act, task);
    }
    var before = before(act, task);
    for (var run : within.getOrDefault(cast.place(act, task), List.of())) {
      var entry = entry(run);
      all[entry] = before;
      before = new int[] {entry + 1};
    }
  }

  /** What a task and its parts wait for. */
  private int[] before(Act act, int task) {
    var run = act.run();
    if (task >= run.plan().size()) {
      return new int[] {node(run.loopOf(task))};
    }
    var above = IntStream.builder();
    if (!run.definition(task).disabled()) {
      run.plan().graph().forEachAbove(task, one -> above.add(cast.place(act, one)));
    }
    var found = above.build().toArray();
    return found.length > 0 || act.origin() == null ? found : new int[] {entry(act)};
  }

  /** The parts of a task: the iterations of a loop, or runs that were its work. */
  private int[] inside(Act act, int task) {
    var loop = loop(act, task);
    if (loop != null) {
      var first = cast.place(act, loop.first());
      return IntStream.range(first, first + loop.count()).toArray();
    }
    return within.getOrDefault(cast.place(act, task), List.of()).stream()
        .mapToInt(run -> entry(run) + 1)
        .toArray();
  }

  /** The tasks of a run that no other waits for; a disabled one does not. */
  private int[] last(Act act, int entry) {
    var last =
        IntStream.range(0, act.run().plan().size())
            .filter(task -> isLast(act, task))
            .map(task -> cast.place(act, task))
            .toArray();
    return join(last, new int[] {entry});
  }

  private static boolean isLast(Act act, int task) {
    var plan = act.run().plan();
    var isLast = new boolean[] {true};
    plan.graph().forEachBelow(task, below -> isLast[0] &= plan.task(below).disabled());
    return isLast[0];
  }

  private static @Nullable Loop loop(Act act, int task) {
    return task < act.run().plan().size() ? act.run().loop(task) : null;
  }

  private int node(Loop loop) {
    return loops.getOrDefault(loop, -1);
  }

  private int entry(Act act) {
    return entries.getOrDefault(act, -1);
  }

  private static int[] join(int[] some, int[] others) {
    return IntStream.concat(IntStream.of(some), IntStream.of(others)).toArray();
  }
}
