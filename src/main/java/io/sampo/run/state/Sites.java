package io.sampo.run.state;

import io.sampo.message.Site;
import io.sampo.model.Check;
import io.sampo.model.JobDefinition;
import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a job run: each site has a number, and each task the number of its site. Two
 * bytes a task, and nothing at all if all tasks run in the same place. Immutable.
 */
public final class Sites {

  /** The site of a task that needs no worker. */
  public static final int NONE = -1;

  private final List<Spot> spots;

  /** By the number of the task; null if all are at the first site. */
  private final short @Nullable [] numbers;

  /**
   * A site of some run of the job.
   *
   * @param task the task of the job whose own cluster it is; of no meaning otherwise
   */
  public record Spot(Compute compute, TaskKey task) {

    /** The site in {@code run}. */
    public Site in(RunId run) {
      return new Site(compute.pool(run, task), compute.labels());
    }

    private Object identity() {
      return compute.cluster() instanceof Compute.OfTask ? this : compute;
    }
  }

  private Sites(List<Spot> spots, short @Nullable [] numbers) {
    this.spots = List.copyOf(spots);
    this.numbers = numbers;
  }

  /**
   * Those of {@code job}.
   *
   * @throws IllegalArgumentException if there are more than {@link Limits#SITES_MAX}
   */
  static Sites of(JobDefinition job) {
    var spots = new ArrayList<Spot>();
    var known = new HashMap<Object, Integer>();
    var numbers = new short[job.tasks().size()];
    var same = true;
    for (var task = 0; task < numbers.length; task++) {
      numbers[task] = (short) number(job.tasks().get(task), spots, known);
      same &= numbers[task] == 0;
    }
    Check.range("number of sites", spots.size(), 0, Limits.SITES_MAX);
    return new Sites(spots, same ? null : numbers);
  }

  private static int number(TaskDefinition task, List<Spot> spots, Map<Object, Integer> known) {
    var working = task.work() instanceof Work.ForEach loop ? loop.task() : task;
    if (working.work().needsNoWorker()) {
      return NONE;
    }
    var spot = new Spot(working.compute(), task.key());
    var number = known.putIfAbsent(spot.identity(), spots.size());
    if (number != null) {
      return number;
    }
    spots.add(spot);
    return spots.size() - 1;
  }

  /** How many there are. */
  public int count() {
    return spots.size();
  }

  /** All of them, by number. */
  public List<Spot> all() {
    return spots;
  }

  /**
   * The number of the site of a task of the job; of a loop, that of its iterations; {@link #NONE}
   * if there is no work for a worker.
   */
  public int of(int task) {
    return numbers == null ? 0 : numbers[task];
  }
}
