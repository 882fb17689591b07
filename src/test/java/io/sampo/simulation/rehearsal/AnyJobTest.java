package io.sampo.simulation.rehearsal;

import static io.sampo.run.Tasks.condition;
import static io.sampo.run.Tasks.loop;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs put together by chance from everything that a job can say. */
class AnyJobTest {

  private static final List<RunIf> RULES = List.of(RunIf.values());
  private static final int ITERATIONS_MAX = 4;
  private static final int CONCURRENCY_ENOUGH = 9;

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  /** With slots for all and loops that hold nothing back, nothing is slower than its path. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void with_slots_enough_a_run_takes_as_long_as_its_critical_path(long seed) {
    var rehearsed = stage(seed, CONCURRENCY_ENOUGH).rehearse(new Crew(10, 100));

    assertThat(rehearsed.makespanMillis())
        .isEqualTo(rehearsed.pathMillis())
        .isEqualTo(rehearsed.bound().millis());
    assertThat(rehearsed.queuedMillis()).isZero();
    check(rehearsed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void with_few_slots_no_run_beats_the_lower_bound(long seed) {
    for (var slots = 1; slots <= 3; slots++) {
      var rehearsed = stage(seed, 2).rehearse(new Crew(1, slots));

      assertThat(rehearsed.makespanMillis()).isGreaterThanOrEqualTo(rehearsed.bound().millis());
      assertThat(rehearsed.bound().millis())
          .isGreaterThanOrEqualTo(rehearsed.pathMillis())
          .isGreaterThanOrEqualTo(Math.ceilDiv(rehearsed.workMillis(), slots));
      check(rehearsed);
      var again = stage(seed, 2).rehearse(new Crew(1, slots));
      assertThat(Rehearsals.rows(again)).isEqualTo(Rehearsals.rows(rehearsed));
    }
  }

  private static void check(Rehearsed rehearsed) {
    for (var row : Rehearsals.rows(rehearsed)) {
      assertThat(row.status().isFinal()).as(row.name()).isTrue();
      assertThat(row.slack()).as(row.name()).isNotNegative();
      assertThat(row.end()).as(row.name()).isLessThanOrEqualTo(rehearsed.makespanMillis());
      if (row.ran()) {
        assertThat(row.start()).as(row.name()).isBetween(row.ready(), row.end());
      }
      if (row.hasDuration()) {
        assertThat(row.end()).isEqualTo(row.ready() + row.queued() + row.span());
      }
    }
  }

  private static Stage stage(long seed, int concurrency) {
    var random = new SplittableRandom(seed);
    var other = random(random, List.of("inner"), concurrency);
    var stage = Stage.of(random(random, List.of("inner", "other"), concurrency));
    var failing = new HashSet<String>();
    for (var task = 0; task < 10; task++) {
      for (var beside : List.of("", "t0/", "t1/", "t2/", "t3/", "t4/", "t5/")) {
        for (var kind : List.of("t", "n")) {
          var path = beside + kind + task;
          stage.taking(path, random.nextInt(20));
          if (random.nextInt(6) == 0) {
            failing.add(path);
          }
        }
      }
    }
    return stage
        .job("inner", plan(task("t0"), task("t1", "t0"), task("t2")))
        .job("other", other)
        .failing(failing);
  }

  private static Plan random(SplittableRandom random, List<String> jobs, int concurrency) {
    var tasks = new ArrayList<TaskDefinition>();
    var size = 1 + random.nextInt(10);
    for (var number = 0; number < size; number++) {
      var above =
          IntStream.range(0, number)
              .filter(_ -> random.nextInt(3) == 0)
              .mapToObj(one -> dependency(random, tasks.get(one)))
              .toList();
      var kind = kind(random, number, jobs, concurrency).with(above);
      tasks.add(random.nextInt(12) == 0 ? disabled(kind) : kind);
    }
    return plan(tasks.toArray(TaskDefinition[]::new));
  }

  private static Dependency dependency(SplittableRandom random, TaskDefinition above) {
    return above.work() instanceof Work.Condition && random.nextInt(2) == 0
        ? new Dependency(above.key(), random.nextBoolean())
        : Dependency.on(above.key());
  }

  private static TaskDefinition kind(
      SplittableRandom random, int number, List<String> jobs, int concurrency) {
    var key = "t" + number;
    var runIf = RULES.get(random.nextInt(2) * random.nextInt(RULES.size()));
    var retry = retries(random.nextInt(2), random.nextInt(30), null);
    return switch (random.nextInt(6)) {
      case 0 -> condition(key, "1", Work.Comparison.EQUAL_TO, "" + random.nextInt(2)).with(runIf);
      case 1 -> {
        var inputs =
            IntStream.range(0, random.nextInt(ITERATIONS_MAX + 1))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
        var nested = random.nextBoolean() ? call("n" + number, "inner") : task("n" + number);
        yield loop(key, inputs, concurrency, nested.with(retry)).with(runIf);
      }
      case 2 -> call(key, jobs.get(random.nextInt(jobs.size()))).with(retry).with(runIf);
      default -> task(retry, key).with(runIf);
    };
  }

  private static TaskDefinition call(String key, String job) {
    return TaskDefinition.of(new TaskKey(key), List.of(), new Work.RunJob(job, Map.of()));
  }

  private static TaskDefinition disabled(TaskDefinition task) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        true,
        task.work(),
        task.retry(),
        0,
        0,
        0,
        task.compute());
  }
}
