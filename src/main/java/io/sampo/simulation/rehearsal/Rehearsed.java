package io.sampo.simulation.rehearsal;

import io.sampo.dag.CriticalPath;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How a rehearsal went, from the submission at 0 to the end of the run. Critical path, slack and
 * lower bound are those of what ran: a task that never ran takes no time in them, and one that was
 * tried again takes all its attempts and back-offs. Iterations of loops and tasks of other runs are
 * among the tasks, and the task whose work they are takes no time of its own.
 */
public final class Rehearsed {

  private final Cast cast;
  private final long makespanMillis;
  private final CriticalPath path;
  private final LowerBound bound;
  private final long[] queued;
  private final long[] worked;

  Rehearsed(Cast cast, Crew crew, long makespanMillis) {
    this.cast = cast;
    this.makespanMillis = makespanMillis;
    queued = cast.column((timeline, task) -> timeline.queued[task]);
    worked = cast.column((timeline, task) -> timeline.worked[task]);
    path = Web.path(cast);
    bound = LowerBound.of(path, worked, crew.slots());
  }

  /**
   * One task of it. Times are in milliseconds.
   *
   * @param name what people call it
   * @param path by what name the script knows it
   * @param failure why it failed; null if it did not, or too many others did
   * @param attempts 0 if it never ran
   * @param ready when it first could have started; of no meaning if it never ran
   * @param start when it first started; of no meaning if it never ran
   * @param end when it came to rest
   * @param span what it takes of the run when there are slots enough: attempts and back-offs; 0 if
   *     it needs no worker
   * @param worked how long its attempts held a slot
   * @param queued how long its attempts waited for a slot
   * @param slack how much longer it might take, with slots enough, and the run no longer than the
   *     critical path
   * @param slow whether it took longer than its health rule allows
   */
  public record Row(
      String name,
      String path,
      TaskDefinition task,
      TaskStatus status,
      @Nullable String failure,
      int attempts,
      long ready,
      long start,
      long end,
      long span,
      long worked,
      long queued,
      long slack,
      boolean slow) {

    /** Whether it ever began. */
    public boolean ran() {
      return attempts > 0;
    }

    /** Whether it ran, and a script said how long. */
    public boolean hasDuration() {
      return ran() && !task.work().needsNoWorker();
    }
  }

  /** How the run ended. */
  public RunResult result() {
    return Objects.requireNonNull(cast.root().run().result(), "a rehearsal goes to its end");
  }

  /** Why, in words; empty if there is nothing to say. */
  public String message() {
    return cast.root().run().endMessage();
  }

  /** How long the run took. */
  public long makespanMillis() {
    return makespanMillis;
  }

  /** Whether that is longer than the health rule of the job allows. */
  public boolean isSlow() {
    return cast.root().timeline().isSlow();
  }

  /** What no scheduler could have beaten with as many slots. */
  public LowerBound bound() {
    return bound;
  }

  /** How long the critical path takes. */
  public long pathMillis() {
    return path.length();
  }

  /** The tasks of the critical path that ran, from its beginning. */
  public List<Integer> path() {
    return path.tasks().stream()
        .filter(task -> task < size())
        .filter(task -> cast.act(task).timeline().attempts[cast.task(task)] > 0)
        .toList();
  }

  /** How long all attempts together held a slot. */
  public long workMillis() {
    return LongStream.of(worked).sum();
  }

  /** How long all attempts together waited for a slot. */
  public long queuedMillis() {
    return LongStream.of(queued).sum();
  }

  /** The task that waited longest for slots; the first of several. */
  public int longestQueued() {
    var longest = 0;
    for (var task = 1; task < queued.length; task++) {
      if (queued[task] > queued[longest]) {
        longest = task;
      }
    }
    return longest;
  }

  /** How many tasks there were, those included that the run itself made. */
  public int size() {
    return cast.size();
  }

  /** What became of the task of this number. */
  public Row row(int number) {
    var act = cast.act(number);
    var task = cast.task(number);
    var run = act.run();
    var timeline = act.timeline();
    return new Row(
        act.name(task),
        act.path(task),
        run.definition(task),
        run.status(task),
        run.failure(task),
        timeline.attempts[task],
        timeline.ready[task],
        timeline.start[task],
        timeline.rest[task],
        timeline.span(task),
        timeline.worked[task],
        timeline.queued[task],
        path.slack(number),
        timeline.slow.get(task));
  }
}
