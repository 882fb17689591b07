package io.sampo.simulation.story;

import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws jobs: plain ones of commands that wait for each other's success, or with everything. */
final class JobDraw {

  private static final Work.Shell PLAIN = new Work.Shell(List.of("true"), Map.of(), null);

  private final SplittableRandom random;

  /** Names of jobs that tasks may run. */
  private final List<String> jobs;

  JobDraw(SplittableRandom random, List<String> jobs) {
    this.random = random;
    this.jobs = jobs;
  }

  JobDefinition plain(String name) {
    var tasks = new ArrayList<TaskDefinition>();
    var size = 1 + random.nextInt(7);
    for (var task = 0; task < size; task++) {
      tasks.add(
          TaskDefinition.of(key(task), above(task), PLAIN)
              .with(policy())
              .withTimeoutMillis(random.nextInt(4) == 0 ? 200 + random.nextInt(2_000) : 0));
    }
    return onClusters(new JobDefinition(name, List.of(), tasks, jobTimeout(), 0));
  }

  JobDefinition rich(String name, int sizeMax) {
    var tasks = new ArrayList<TaskDefinition>();
    var size = 1 + random.nextInt(sizeMax);
    for (var task = 0; task < size; task++) {
      tasks.add(task(task, tasks));
    }
    var parameters =
        List.of(
            new Parameter("p", "" + random.nextInt(9), Parameter.Kind.TEXT),
            new Parameter("q", "many", Parameter.Kind.TEXT));
    return onClusters(new JobDefinition(name, parameters, tasks, jobTimeout(), warning(3)));
  }

  /** One job in three has nodes of its own for some of its tasks. */
  private JobDefinition onClusters(JobDefinition job) {
    if (random.nextInt(3) > 0) {
      return job;
    }
    var tasks = new ArrayList<TaskDefinition>();
    for (var task : job.tasks()) {
      tasks.add(
          task.work() instanceof Work.ForEach(var inputs, var concurrency, var nested)
              ? task.with(new Work.ForEach(inputs, concurrency, nested.with(compute())))
              : task.with(compute()));
    }
    var shared = new JobCluster("etl", nodes());
    return job.with(tasks).with(List.of(shared), job.priority());
  }

  private Compute compute() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Compute.ANYWHERE;
      case 2 -> new Compute(new Compute.OfTask(nodes()), Map.of());
      default -> new Compute(new Compute.OfJob("etl"), Map.of());
    };
  }

  private Nodes nodes() {
    var min = 1 + random.nextInt(2);
    return new Nodes(min, min + random.nextInt(2) * random.nextInt(3), random.nextInt(3), Map.of());
  }

  private long jobTimeout() {
    return random.nextInt(8) == 0 ? 2_000 + random.nextInt(8_000) : 0;
  }

  private TaskDefinition task(int task, List<TaskDefinition> before) {
    var dependencies = new ArrayList<Dependency>();
    for (var key : above(task)) {
      var condition =
          before.stream()
              .anyMatch(one -> one.key().equals(key) && one.work() instanceof Work.Condition);
      dependencies.add(
          condition && random.nextInt(4) > 0
              ? new Dependency(key, random.nextBoolean())
              : Dependency.on(key));
    }
    var work = work(task);
    return new TaskDefinition(
        key(task),
        dependencies,
        random.nextBoolean() ? RunIf.ALL_SUCCESS : one(List.of(RunIf.values())),
        random.nextInt(16) == 0,
        work,
        work instanceof Work.ForEach ? RetryPolicy.NEVER : policy(),
        random.nextInt(5) == 0 ? 200 + random.nextInt(4_000) : 0,
        warning(5),
        0,
        Compute.ANYWHERE);
  }

  private long warning(int rarity) {
    return random.nextInt(rarity) == 0 ? 1 + random.nextInt(1_500) : 0;
  }

  private Work work(int task) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> condition(task, false);
      case 2, 3 -> loop(task);
      case 4, 5 -> jobs.isEmpty() ? shell(task, false) : runJob(task, false);
      default -> shell(task, false);
    };
  }

  /**
   * A loop over runs of other jobs retries none of them: jobs that run themselves in loops, three
   * levels deep, would come to thousands of runs.
   */
  private Work.ForEach loop(int task) {
    var inputs =
        switch (random.nextInt(8)) {
          case 0, 1 -> reference(task, "items", false);
          case 2 -> "[1,{{job.parameters.p}},3]";
          default -> Script.array(random);
        };
    var work =
        switch (random.nextInt(8)) {
          case 0 -> condition(task, true);
          case 1 -> jobs.isEmpty() ? shell(task, true) : runJob(task, true);
          default -> shell(task, true);
        };
    var policy = policy();
    var nested =
        TaskDefinition.of(new TaskKey("each"), List.of(), work)
            .with(work instanceof Work.RunJob ? RetryPolicy.NEVER : policy)
            .withTimeoutMillis(random.nextInt(6) == 0 ? 200 + random.nextInt(2_000) : 0);
    return new Work.ForEach(inputs, 1 + random.nextInt(3), nested);
  }

  private Work.Condition condition(int task, boolean nested) {
    var how = one(List.of(Work.Comparison.values()));
    return new Work.Condition(how, side(task, nested), side(task, nested));
  }

  private String side(int task, boolean nested) {
    return random.nextBoolean()
        ? Integer.toString(random.nextInt(9))
        : reference(task, "rows", nested);
  }

  private Work.RunJob runJob(int task, boolean nested) {
    var job = random.nextInt(24) == 0 ? "nobody" : one(jobs);
    return new Work.RunJob(
        job,
        switch (random.nextInt(8)) {
          case 0, 1 -> Map.of("p", reference(task, "rows", nested));
          case 2, 3 -> Map.of("q", "7");
          case 4 -> random.nextInt(4) == 0 ? Map.of("unknown", "1") : Map.of();
          default -> Map.of();
        });
  }

  private Work.Shell shell(int task, boolean nested) {
    return random.nextInt(4) == 0
        ? new Work.Shell(List.of("echo", reference(task, "rows", nested)), Map.of(), null)
        : PLAIN;
  }

  /** A reference that mostly stands for something. */
  private String reference(int task, String value, boolean nested) {
    if (nested && random.nextBoolean()) {
      return "{{input}}";
    }
    return switch (random.nextInt(12)) {
      case 0 -> "{{job.parameters.nothing}}";
      case 1 -> "{{tasks.nobody.values.rows}}";
      case 2 -> "{{input}}";
      case 3, 4, 5, 6 -> "{{job.parameters.p}}";
      default ->
          task == 0
              ? "{{job.parameters.q}}"
              : "{{tasks.t" + random.nextInt(task) + ".values." + value + "}}";
    };
  }

  private List<TaskKey> above(int task) {
    var keys = new ArrayList<TaskKey>();
    for (var above = 0; above < task; above++) {
      if (random.nextInt(task) < 2) {
        keys.add(key(above));
      }
    }
    return keys;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  static TaskKey key(int task) {
    return new TaskKey("t" + task);
  }

  private RetryPolicy policy() {
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
}
