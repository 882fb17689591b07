package io.sampo.cli.rehearsal;

import io.sampo.cli.process.Complaint;
import io.sampo.definition.Reading;
import io.sampo.definition.field.Similar;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.Work;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that keys on the command line may mean: those of the job, those that loops repeat, and
 * after the key of a task that runs another job and a slash those of that job.
 */
public final class TaskKeys {

  private final JobDefinition job;
  private final Map<String, JobDefinition> jobs;
  private final IdentityHashMap<JobDefinition, Map<String, TaskDefinition>> known =
      new IdentityHashMap<>();

  /** The keys of {@code job}, and of the jobs that it runs. */
  public TaskKeys(JobDefinition job, Reading reading) {
    this.job = job;
    jobs = reading.jobs();
  }

  /**
   * {@code keys}, each once.
   *
   * @param option they belong to, for the complaint
   * @throws Complaint if one is no task of the job, or one that takes no time of its own
   */
  public Set<String> checked(String option, Iterable<String> keys) {
    var checked = new LinkedHashSet<String>();
    for (var key : keys) {
      var fault = fault(key);
      if (fault != null) {
        var near = near(key);
        throw Complaint.usage(
            "%s: %s%s"
                .formatted(
                    option, fault, near == null ? "" : " (did you mean '%s'?)".formatted(near)));
      }
      checked.add(key);
    }
    return checked;
  }

  /** What is wrong with {@code key}; null if it is a task that a worker runs. */
  @Nullable String fault(String key) {
    var task = find(key);
    if (task == null) {
      return "%s is no task of the job".formatted(key);
    }
    return switch (task.work()) {
      case Work.Shell _, Work.JavaClass _, Work.Notebook _, Work.Sql _ -> null;
      case Work.Condition _ ->
          "%s is a condition_task, which takes no time (expected: another task)".formatted(key);
      case Work.ForEach loop ->
          "%s is a for_each_task, which takes what its iterations take (expected: %s)"
              .formatted(key, beside(key) + loop.task().key());
      case Work.RunJob run ->
          "%s is a run_job_task, which takes what that job takes (expected: %s)"
              .formatted(key, key + "/" + first(run));
    };
  }

  /** Whether the values that the task of {@code key} sets may be seen: an iteration's are not. */
  boolean isInLoop(String key) {
    var within = job(beside(key));
    return within != null
        && within.tasks().stream()
            .noneMatch(task -> task.key().value().equals(key.substring(beside(key).length())));
  }

  @Nullable String near(String key) {
    var beside = beside(key);
    var within = job(beside);
    if (within == null || find(key) != null) {
      return null;
    }
    var near = Similar.to(key.substring(beside.length()), tasks(within).keySet());
    return near == null ? null : beside + near;
  }

  private @Nullable TaskDefinition find(String key) {
    var beside = beside(key);
    var within = job(beside);
    return within == null ? null : tasks(within).get(key.substring(beside.length()));
  }

  /** The job in which a key that begins with {@code beside} names a task; null if there is none. */
  private @Nullable JobDefinition job(String beside) {
    if (beside.isEmpty()) {
      return job;
    }
    var task = find(beside.substring(0, beside.length() - 1));
    return task != null && task.work() instanceof Work.RunJob run ? jobs.get(run.job()) : null;
  }

  private String first(Work.RunJob run) {
    var other = jobs.get(run.job());
    return other == null ? "KEY" : other.tasks().getFirst().key().value();
  }

  /** By key; what a loop repeats comes before a loop of the same key. */
  private Map<String, TaskDefinition> tasks(JobDefinition within) {
    return known.computeIfAbsent(within, TaskKeys::index);
  }

  private static Map<String, TaskDefinition> index(JobDefinition within) {
    var found = new LinkedHashMap<String, TaskDefinition>();
    for (var task : within.tasks()) {
      found.putIfAbsent(task.key().value(), task);
      if (task.work() instanceof Work.ForEach loop) {
        found.merge(
            loop.task().key().value(),
            loop.task(),
            (one, nested) -> one.work() instanceof Work.ForEach ? nested : one);
      }
    }
    return found;
  }

  private static String beside(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }
}
