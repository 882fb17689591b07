package io.sampo.cluster;

import io.sampo.model.JobDefinition;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** All of them, the job itself first. */
  List<JobDefinition> all() {
    var all = new ArrayList<JobDefinition>(List.of(job));
    all.addAll(others.values());
    return all;
  }
}
