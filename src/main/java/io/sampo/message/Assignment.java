package io.sampo.message;

import io.sampo.model.Check;

/**
 * One attempt of one task, given to a worker.
 *
 * @param task number of the task in its run
 * @param attempt counts from 0 without gaps
 * @param fence grows with every assignment in the run, whatever the task
 * @param timeoutMillis how long it may run once begun; 0 for no limit
 * @param retriesLeft failures after this attempt's that are still forgiven; -1 for any number
 */
public record Assignment(int task, int attempt, long fence, long timeoutMillis, int retriesLeft) {

  public Assignment {
    Check.range("task", task, 0, Integer.MAX_VALUE);
    Check.range("attempt", attempt, 0, Integer.MAX_VALUE);
    Check.range("fence", fence, 1, Long.MAX_VALUE);
  }
}
