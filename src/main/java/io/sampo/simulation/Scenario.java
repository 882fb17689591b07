package io.sampo.simulation;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One run of a seed: its job, and what each of its attempts will do when it is carried out.
 *
 * @param cancelAtMillis when somebody cancels it; -1 if nobody does
 */
record Scenario(RunId run, Plan plan, long scriptSeed, long submitAtMillis, long cancelAtMillis) {

  private static final Work WORK = new Work.Shell(List.of("true"), Map.of(), null);

  /** What an attempt does: how long it takes unless it is stopped, and how it ends. */
  record Script(long millis, Outcome outcome) {}

  static Scenario of(long id, SplittableRandom random) {
    var size = 1 + random.nextInt(7);
    var tasks = new ArrayList<TaskDefinition>();
    for (var task = 0; task < size; task++) {
      tasks.add(
          new TaskDefinition(
              new TaskKey("t" + task),
              dependencies(task, random),
              WORK,
              policy(random),
              random.nextInt(4) == 0 ? 200 + random.nextInt(2_000) : 0));
    }
    var timeout = random.nextInt(8) == 0 ? 2_000 + random.nextInt(8_000) : 0;
    return new Scenario(
        new RunId(id),
        Plan.of(new JobDefinition("job" + id, List.of(), tasks, timeout)),
        random.nextLong(),
        random.nextInt(2_000),
        random.nextInt(5) == 0 ? 500 + random.nextInt(6_000) : -1);
  }

  Submission submission() {
    return new Submission(hash(), Map.of(), Map.of());
  }

  ContentHash hash() {
    return new ContentHash("%064x".formatted(run.value()));
  }

  /** What the attempt does; the same however often it is asked. */
  Script script(int task, int attempt) {
    var random = new SplittableRandom(scriptSeed + task * 1_000_003L + attempt);
    var millis = random.nextInt(3) == 0 ? random.nextInt(3_000) : random.nextInt(200);
    return new Script(millis, outcome(random));
  }

  /** The same run of a job in which each task waits only for the first it depends on. */
  Plan hastyPlan() {
    return Plan.of(
        withTasks(task ->
            new TaskDefinition(
                task.key(),
                task.dependsOn().stream().limit(1).toList(),
                task.work(),
                task.retry(),
                task.timeoutMillis())));
  }

  /** The same run of a job that retries for ever. */
  Plan tirelessPlan() {
    return Plan.of(
        withTasks(task ->
            new TaskDefinition(
                task.key(),
                task.dependsOn(),
                task.work(),
                new RetryPolicy(
                    task.retry().maxRetries() + 2,
                    0,
                    task.retry().onTimeout(),
                    task.retry().backOff(),
                    Set.of(),
                    Set.of(),
                    task.retry().maxLost()),
                task.timeoutMillis())));
  }

  private JobDefinition withTasks(UnaryOperator<TaskDefinition> change) {
    var job = plan.job();
    return new JobDefinition(
        job.name(),
        job.parameters(),
        job.tasks().stream().map(change).toList(),
        job.timeoutMillis());
  }

  private static List<TaskKey> dependencies(int task, SplittableRandom random) {
    var keys = new ArrayList<TaskKey>();
    for (var above = 0; above < task; above++) {
      if (random.nextInt(task) < 2) {
        keys.add(new TaskKey("t" + above));
      }
    }
    return keys;
  }

  private static RetryPolicy policy(SplittableRandom random) {
    var backOff =
        random.nextInt(3) == 0
            ? new BackOff(random.nextInt(500), 1 + random.nextDouble() * 2, 4_000, 0.5)
            : null;
    return new RetryPolicy(
        random.nextInt(4),
        random.nextInt(3) == 0 ? random.nextInt(1_000) : 0,
        random.nextBoolean(),
        backOff,
        Set.of(3),
        Set.of(),
        20);
  }

  private static Outcome outcome(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Outcome.Failed(true, "permanent", null, null);
      case 1 -> new Outcome.Failed(false, "exit 3", 3, null);
      case 2, 3 -> new Outcome.Failed(false, "exit 1", 1, null);
      case 4 -> new Outcome.Succeeded(Map.of("rows", "7"));
      default -> Outcome.Succeeded.PLAIN;
    };
  }
}
