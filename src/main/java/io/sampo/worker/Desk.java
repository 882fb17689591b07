package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.message.Assignment;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.run.state.Plan;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a worker knows of the runs it works for, beyond its books: enough to say what an attempt is
 * made of.
 */
final class Desk {

  private static final Duration ASK = Duration.ofSeconds(10);

  /** Runs whose subject is kept; the one not heard of for longest is forgotten first. */
  private static final int RUNS_MAX = 10_000;

  private final Worker.Folders folders;
  private final Plan.Source plans;
  private final Runs runs;
  private final Map<RunId, ToWorker.Orders> subjects =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, ToWorker.Orders> eldest) {
          return size() > RUNS_MAX;
        }
      };

  /**
   * A desk.
   *
   * @param folders below which each attempt gets a folder of its own
   */
  Desk(Worker.Folders folders, Plan.Source plans, Runs runs) {
    this.folders = folders;
    this.plans = plans;
    this.runs = runs;
  }

  void note(ToWorker.Orders orders) {
    subjects.put(orders.orders().run(), orders);
  }

  /**
   * Everything the attempt needs.
   *
   * @throws UncheckedIOException if its folder cannot be made
   * @throws IllegalStateException if the run's definition is not to be had
   */
  AttemptSpec spec(RunId run, Assignment assignment) {
    var subject = subjects.get(run);
    if (subject == null) {
      throw new IllegalStateException("run %s was never heard of here".formatted(run));
    }
    var submission = subject.submission();
    var task = task(plans.plan(submission.definition()), assignment);
    return new AttemptSpec(
        run,
        task.key(),
        assignment.attempt(),
        assignment.fence(),
        0,
        subject.jobName(),
        filled(task.work(), assignment.references()),
        submission.parameters(),
        submission.files(),
        emptyFolder(folder(run, submission, assignment, task.key())),
        () -> values(run, assignment.task()));
  }

  /** The task of the job, or the nested one of the loop that the attempt is an iteration of. */
  private static TaskDefinition task(Plan plan, Assignment assignment) {
    var iteration = assignment.loop();
    if (iteration == null) {
      return plan.task(assignment.task());
    }
    if (plan.task(iteration.loop()).work() instanceof Work.ForEach loop) {
      return loop.task();
    }
    throw new IllegalStateException("task %d is no loop".formatted(iteration.loop()));
  }

  private static Work filled(Work work, Map<String, String> references) {
    return references.isEmpty()
        ? work
        : work.filled(text -> Template.parse(text).fill(reference -> known(reference, references)));
  }

  private static String known(Reference reference, Map<String, String> references) {
    var value = references.get(reference.text());
    if (value == null) {
      throw new IllegalStateException(
          "{{%s}} stands for nothing any more".formatted(reference.text()));
    }
    return value;
  }

  /** {@code KEY/ATTEMPT}, and for an iteration {@code KEY/iterations/INDEX/ATTEMPT}. */
  private Path folder(RunId run, Submission submission, Assignment assignment, TaskKey key) {
    var tasks = folders.of(run, submission);
    var attempt = Integer.toString(assignment.attempt());
    var iteration = assignment.loop();
    if (iteration == null) {
      return tasks.resolve(key.value()).resolve(attempt);
    }
    var loop = plans.plan(submission.definition()).task(iteration.loop()).key();
    return tasks
        .resolve(loop.value())
        .resolve("iterations")
        .resolve(Integer.toString(iteration.index()))
        .resolve(attempt);
  }

  private static Path emptyFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<TaskKey, Map<String, String>> values(RunId run, int task) {
    var asked =
        runs.coordinator(run)
            .<ToRun.Values>ask(replyTo -> new ToRun.AskValues(task, replyTo), ASK)
            .toCompletableFuture();
    try {
      return new HashMap<>(asked.get(ASK.toMillis(), TimeUnit.MILLISECONDS).byTask());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for task values", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the coordinator did not tell the task values", e);
    }
  }
}
