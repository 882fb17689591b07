package io.sampo.definition.setting;

import io.sampo.definition.field.Value;
import io.sampo.model.JobDefinition;
import org.jspecify.annotations.Nullable;

/** The job files that tasks name, each read once. */
public interface NamedJobs {

  /**
   * A job that a task may run.
   *
   * @param name by which {@link io.sampo.model.Work.RunJob} knows it: the absolute path of its file
   * @param definition null if its file has faults, which are told there
   */
  record NamedJob(String name, @Nullable JobDefinition definition) {}

  /** The job in the file that {@code value} names; null, and a fault, if it cannot be run. */
  @Nullable NamedJob job(Value value);
}
