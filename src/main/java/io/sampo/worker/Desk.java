package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.message.Assignment;
import io.sampo.model.RunId;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker knows of the runs it works for, beyond its books: enough to say what an attempt is
 * made of.
 */
final class Desk {

  private static final Duration ASK = Duration.ofSeconds(10);

  /** Runs whose subject is kept; the one not heard of for longest is forgotten first. */
  private static final int RUNS_MAX = 10_000;

  private final Worker.Folders folders;
  private final Supplies supplies;
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
  Desk(Worker.Folders folders, Supplies supplies, Runs runs) {
    this.folders = folders;
    this.supplies = supplies;
    this.runs = runs;
  }

  void note(ToWorker.Orders orders) {
    subjects.put(orders.orders().run(), orders);
  }

  /**
   * What there is to be done before the attempt can begin, by what is known of its run now: it
   * fails if what the attempt is made of is not to be had.
   */
  Attempt.Preparation preparation(RunId run, Assignment assignment) {
    var subject = subjects.get(run);
    if (subject == null) {
      return () -> {
        throw new IllegalStateException("run %s was never heard of here".formatted(run));
      };
    }
    return new Making(subject, assignment);
  }

  /** The making of what one attempt needs. */
  private final class Making implements Attempt.Preparation {

    private final ToWorker.Orders subject;
    private final Assignment assignment;

    Making(ToWorker.Orders subject, Assignment assignment) {
      this.subject = subject;
      this.assignment = assignment;
    }

    @Override
    public Attempt.@Nullable Prepared atHand() {
      var plan = supplies.planAtHand(subject.submission().definition());
      return plan == null || !assignment.files().isEmpty()
          ? null
          : new Attempt.Prepared(spec(subject, plan, assignment), Supplies.Held.NOTHING);
    }

    @Override
    public Attempt.Prepared prepare() throws IOException, InterruptedException {
      var plan = supplies.plan(subject.submission().definition());
      var held = supplies.hold(assignment.files().values());
      try {
        return new Attempt.Prepared(spec(subject, plan, assignment), held);
      } catch (RuntimeException e) {
        held.close();
        throw e;
      }
    }
  }

  private AttemptSpec spec(ToWorker.Orders subject, Plan plan, Assignment assignment) {
    var run = subject.orders().run();
    var task = task(plan, assignment);
    var folder = folders.of(run, subject.submission()).resolve(place(plan, assignment));
    return new AttemptSpec(
        run,
        task.key(),
        assignment.attempt(),
        assignment.fence(),
        0,
        subject.jobName(),
        filled(task.work(), assignment.references()),
        subject.submission().parameters(),
        assignment.files(),
        folder,
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
  private static String place(Plan plan, Assignment assignment) {
    var iteration = assignment.loop();
    return iteration == null
        ? plan.task(assignment.task()).key() + "/" + assignment.attempt()
        : "%s/iterations/%d/%d"
            .formatted(plan.task(iteration.loop()).key(), iteration.index(), assignment.attempt());
  }

  /** Page by page, since all together may be more than one message takes. */
  private Map<TaskKey, Map<String, String>> values(RunId run, int task) {
    var all = new TreeMap<TaskKey, Map<String, String>>();
    var page = values(run, task, null);
    all.putAll(page.byTask());
    while (page.more() && !page.byTask().isEmpty()) {
      page = values(run, task, all.lastKey());
      all.putAll(page.byTask());
    }
    return all;
  }

  private ToRun.Values values(RunId run, int task, @Nullable TaskKey after) {
    var asked =
        runs.coordinator(run)
            .<ToRun.Values>ask(replyTo -> new ToRun.AskValues(task, after, replyTo), ASK)
            .toCompletableFuture();
    try {
      return asked.get(ASK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for task values", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the coordinator did not tell the task values", e);
    }
  }
}
