package io.sampo.cluster;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A job with every job that it runs, directly or not.
 *
 * @param others by the name that {@link Work.RunJob} has for them
 */
public record JobFamily(JobDefinition job, Map<String, JobDefinition> others) {

  public JobFamily {
    others = Map.copyOf(others);
  }

  /** A job that runs no other. */
  public static JobFamily of(JobDefinition job) {
    return new JobFamily(job, Map.of());
  }

  /**
   * What a run of it is a run of.
   *
   * @param put stores a definition, and tells its name
   * @param files content of every file that a task of them names, by its path
   */
  public Submission submission(
      Function<JobDefinition, ContentHash> put,
      Map<String, ContentHash> files,
      Map<String, String> parameters) {
    var jobs = new HashMap<String, ContentHash>();
    others.forEach((name, other) -> jobs.put(name, put.apply(other)));
    return new Submission(put.apply(job), parameters, files, jobs, Cause.ONE_TIME);
  }

  /** Paths of all files that a task of them names. */
  public Set<String> files() {
    return all().stream()
        .flatMap(one -> one.tasks().stream())
        .flatMap(task -> task.work().files().stream())
        .collect(Collectors.toSet());
  }

  /** All of them, the job itself first. */
  List<JobDefinition> all() {
    var all = new ArrayList<JobDefinition>(List.of(job));
    all.addAll(others.values());
    return all;
  }
}
