package io.sampo.run;

import io.sampo.model.JobDefinition;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.model.Work.Comparison;
import io.sampo.run.state.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small jobs for tests. */
public final class Tasks {

  private static final Work WORK = new Work.Shell(List.of("true"), Map.of(), null);

  private Tasks() {}

  /** A task that is not retried and waits for {@code above}. */
  public static TaskDefinition task(String key, String... above) {
    return task(RetryPolicy.NEVER, key, above);
  }

  /** A task with a retry policy that waits for {@code above}. */
  public static TaskDefinition task(RetryPolicy retry, String key, String... above) {
    return TaskDefinition.of(
            new TaskKey(key), Arrays.stream(above).map(TaskKey::new).toList(), WORK)
        .with(retry);
  }

  /** Attempts beyond the first, without any wait. */
  public static RetryPolicy retries(int most) {
    return retries(most, 0, null);
  }

  /** Attempts beyond the first, with the later of both waits before each. */
  public static RetryPolicy retries(int most, long minInterval, @Nullable BackOff backOff) {
    return new RetryPolicy(most, minInterval, false, backOff, Set.of(), Set.of(), 2);
  }

  /** A job without a time limit. */
  public static Plan plan(TaskDefinition... tasks) {
    return plan(0, tasks);
  }

  /** A job that may take so long. */
  public static Plan plan(long timeoutMillis, TaskDefinition... tasks) {
    return Plan.of(new JobDefinition("sample", List.of(), List.of(tasks), timeoutMillis, 0));
  }

  /** So many tasks that wait for nothing. */
  public static Plan independent(int size) {
    return plan(
        IntStream.range(0, size).mapToObj(n -> task("t" + n)).toArray(TaskDefinition[]::new));
  }

  /** So many tasks, each of which waits for the one before. */
  public static Plan chain(int size) {
    return plan(
        IntStream.range(0, size)
            .mapToObj(n -> n == 0 ? task("t0") : task("t" + n, "t" + (n - 1)))
            .toArray(TaskDefinition[]::new));
  }

  /** A comparison that waits for {@code above}. */
  public static TaskDefinition condition(
      String key, String left, Comparison operator, String right, String... above) {
    return TaskDefinition.of(
        new TaskKey(key), keys(above), new Work.Condition(operator, left, right));
  }

  /** A loop over {@code inputs} that waits for {@code above}. */
  public static TaskDefinition loop(
      String key, String inputs, int concurrency, TaskDefinition nested, String... above) {
    return TaskDefinition.of(
        new TaskKey(key), keys(above), new Work.ForEach(inputs, concurrency, nested));
  }

  /** A run of another job that waits for {@code above}. */
  public static TaskDefinition job(String key, String job, String... above) {
    return TaskDefinition.of(
        new TaskKey(key), keys(above), new Work.RunJob(job, Map.of("layer", "{{task.name}}")));
  }

  /** A command with such a word in it that waits for {@code above}. */
  public static TaskDefinition saying(String key, String word, String... above) {
    return TaskDefinition.of(
        new TaskKey(key), keys(above), new Work.Shell(List.of("echo", word), Map.of(), null));
  }

  /** The same task, waiting also for a condition to come to {@code outcome}. */
  public static TaskDefinition when(TaskDefinition task, String condition, boolean outcome) {
    var dependency = new Dependency(new TaskKey(condition), outcome);
    return task.with(Stream.concat(task.dependsOn().stream(), Stream.of(dependency)).toList());
  }

  private static List<TaskKey> keys(String... keys) {
    return Arrays.stream(keys).map(TaskKey::new).toList();
  }
}
