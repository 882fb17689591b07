package io.sampo.model;

import java.util.List;

/**
 * One task of a job.
 *
 * @param dependsOn keys of the tasks that must have succeeded before this one starts
 * @param work what it does
 * @param retry what happens when it fails
 * @param timeoutMillis how long one attempt may run, counted from its beginning; 0 for no limit
 */
public record TaskDefinition(
    TaskKey key, List<TaskKey> dependsOn, Work work, RetryPolicy retry, long timeoutMillis) {

  public TaskDefinition {
    Check.range("timeout", timeoutMillis, 0, Limits.WAIT_MILLIS_MAX);
    dependsOn = List.copyOf(dependsOn);
  }
}
