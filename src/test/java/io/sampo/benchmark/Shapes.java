package io.sampo.benchmark;

import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Graphs whose tasks do nothing, as lists of what each task waits for. */
public final class Shapes {

  private static final int LAYER = 100;
  private static final Work WORK = new Work.Shell(List.of("true"), Map.of(), null);

  private Shapes() {}

  /** One root, then all but two tasks side by side, then one sink. */
  public static List<int[]> fanOut(int tasks) {
    var dependencies = new ArrayList<int[]>();
    dependencies.add(new int[0]);
    var middle = new int[tasks - 2];
    for (var task = 1; task <= middle.length; task++) {
      dependencies.add(new int[] {0});
      middle[task - 1] = task;
    }
    dependencies.add(middle);
    return dependencies;
  }

  /** Layers of 100 tasks, each of which waits for 3 random ones of the layer before; one sink. */
  public static List<int[]> layers(int tasks) {
    var random = new SplittableRandom(42);
    var dependencies = new ArrayList<int[]>();
    for (var task = 0; task < tasks - 1; task++) {
      var layer = task / LAYER * LAYER;
      dependencies.add(
          layer == 0 ? new int[0] : random.ints(3, layer - LAYER, layer).distinct().toArray());
    }
    dependencies.add(random.ints(LAYER, tasks - 1 - LAYER, tasks - 1).distinct().toArray());
    return dependencies;
  }

  /** Tasks one after the other. */
  public static List<int[]> chain(int tasks) {
    return IntStream.range(0, tasks)
        .mapToObj(task -> task == 0 ? new int[0] : new int[] {task - 1})
        .toList();
  }

  /** A job whose tasks wait for each other so. */
  public static JobDefinition job(List<int[]> dependencies) {
    var tasks = new ArrayList<TaskDefinition>();
    for (var task = 0; task < dependencies.size(); task++) {
      tasks.add(TaskDefinition.of(new TaskKey("t" + task), keys(dependencies.get(task)), WORK));
    }
    return new JobDefinition("benchmark", List.of(), tasks, 0, 0);
  }

  private static List<TaskKey> keys(int[] tasks) {
    return IntStream.of(tasks).mapToObj(task -> new TaskKey("t" + task)).toList();
  }
}
