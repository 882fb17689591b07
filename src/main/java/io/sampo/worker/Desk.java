package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.message.Assignment;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.run.state.Plan;
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

  private final Path folder;
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
   * @param folder below which each attempt gets a folder {@code KEY/ATTEMPT}
   */
  Desk(Path folder, Plan.Source plans, Runs runs) {
    this.folder = folder;
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
    var task = plans.plan(submission.definition()).task(assignment.task());
    return new AttemptSpec(
        run,
        task.key(),
        assignment.attempt(),
        assignment.fence(),
        0,
        subject.jobName(),
        task.work(),
        submission.parameters(),
        submission.files(),
        emptyFolder(task.key(), assignment.attempt()),
        () -> values(run, assignment.task()));
  }

  private Path emptyFolder(TaskKey task, int attempt) {
    try {
      return Files.createDirectories(
          folder.resolve(task.value()).resolve(Integer.toString(attempt)));
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
