package io.sampo.simulation.rehearsal;

import static io.sampo.run.Tasks.task;

import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.run.Tasks;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A plan with the duration of each of its tasks, ready to be rehearsed. */
record Piece(Plan plan, Map<TaskKey, Long> durations) {

  /** Task {@code n} is called {@code tn}, takes {@code millis[n]}, and waits for {@code above}. */
  static Piece of(List<int[]> above, long[] millis) {
    var tasks = new ArrayList<TaskDefinition>();
    var durations = new HashMap<TaskKey, Long>();
    for (var number = 0; number < millis.length; number++) {
      var keys = IntStream.of(above.get(number)).mapToObj(n -> "t" + n).toArray(String[]::new);
      var task = task("t" + number, keys);
      tasks.add(task);
      durations.put(task.key(), millis[number]);
    }
    return new Piece(Tasks.plan(tasks.toArray(TaskDefinition[]::new)), durations);
  }

  /** Up to so many tasks, each of which waits for one in {@code sparse} of those before it. */
  static Piece random(long seed, int sizeMax, int sparse, int millisMax) {
    var random = new SplittableRandom(seed);
    var size = 1 + random.nextInt(sizeMax);
    var above = new ArrayList<int[]>();
    for (var task = 0; task < size; task++) {
      above.add(IntStream.range(0, task).filter(_ -> random.nextInt(sparse) == 0).toArray());
    }
    return of(above, random.longs(size, 0, millisMax + 1L).toArray());
  }

  Rehearsed rehearse(Crew crew) {
    return rehearse(crew, Set.of());
  }

  Rehearsed rehearse(Crew crew, Set<String> failing) {
    return Stage.of(plan).with(durations).failing(failing).rehearse(crew);
  }

  long[] millis() {
    return LongStream.range(0, plan.size())
        .map(task -> durations.get(plan.task((int) task).key()))
        .toArray();
  }

  long work() {
    return LongStream.of(millis()).sum();
  }
}
