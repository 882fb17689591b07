package io.sampo.run;

import io.sampo.message.RunReport;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.model.Check;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wish about a run, or news for it. Imperative, and may be refused. */
public sealed interface RunCommand {

  /** What somebody outside may ask for, and is answered. */
  sealed interface Wish extends RunCommand {}

  /** Come into being. */
  record Submit(RunId run, Submission submission) implements Wish {}

  /** This coordinator has read the journal and goes on from there. */
  record TakeOver() implements RunCommand {}

  /**
   * Start what may start.
   *
   * @param site the number of the site whose tasks may start
   * @param offers free slots the run may use there, at most one offer for a worker
   */
  record Start(int site, List<Offer> offers) implements RunCommand {

    /** Slots of a worker that this run may fill right now; at least 1. */
    public record Offer(WorkerId worker, int slots) {

      public Offer {
        Check.range("slots", slots, 1, Integer.MAX_VALUE);
      }
    }

    public Start {
      offers = List.copyOf(offers);
    }

    /** Start what may start at the first site. */
    public Start(List<Offer> offers) {
      this(0, offers);
    }
  }

  /**
   * Hear what a worker says.
   *
   * @param chance decides every jitter that follows from this report
   */
  record Hear(RunReport report, long chance) implements RunCommand {}

  /** That life of that worker is over: it will never report again, and nothing of it runs. */
  record LoseWorker(WorkerId worker, String reason, long chance) implements RunCommand {}

  /** End early, and say who wished so. */
  record Stop(StopReason reason, String by) implements Wish {}

  /** End one task, and whatever is under way of it, for good. */
  record CancelTask(TaskKey task, String by) implements Wish {}

  /**
   * Count a task as done, or as not called for, without its work.
   *
   * @param why for people
   */
  record Mark(TaskKey task, How how, String by, String why) implements Wish {

    /** What a task can be marked as. */
    public enum How {
      SUCCEEDED(TaskStatus.SUCCESS),
      SKIPPED(TaskStatus.EXCLUDED);

      private final TaskStatus status;

      How(TaskStatus status) {
        this.status = status;
      }

      /** What the task is then. */
      public TaskStatus status() {
        return status;
      }
    }
  }

  /**
   * Do parts of the run again. The names are those of {@code runs/repair} in the Databricks Jobs
   * API.
   *
   * @param id of this repair, unique for ever
   * @param latestRepairId the last repair that the asker knows of; null for none
   * @param tasks those to be run again
   * @param allFailed in place of {@code tasks}, every task that came to rest without success
   * @param dependents whether whatever depends on these is run again too
   * @param parameters in place of those that the run had so far
   */
  record Repair(
      long id,
      @Nullable Long latestRepairId,
      List<TaskKey> tasks,
      boolean allFailed,
      boolean dependents,
      Map<String, String> parameters,
      String by)
      implements Wish {

    public Repair {
      tasks = List.copyOf(tasks);
      parameters = Map.copyOf(parameters);
    }
  }

  /** Begin the run of another job, under the id that was drawn for it. */
  record BeginChild(int task, RunId child) implements RunCommand {}

  /**
   * Hear that the run of another job is over.
   *
   * @param chance decides the jitter of a retry that follows
   */
  record HearChild(int task, RunId child, RunResult result, String message, long chance)
      implements RunCommand {}

  /** Hear of nodes of the run's own. */
  record HearCluster(ClusterNews news) implements RunCommand {}

  /** Want more nodes of that name, or fewer. */
  record ScaleCluster(ClusterName name, int nodes) implements RunCommand {}
}
