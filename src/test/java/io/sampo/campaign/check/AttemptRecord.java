package io.sampo.campaign.check;

import org.jspecify.annotations.Nullable;

/**
 * An attempt as the run document has it.
 *
 * @param state how it ended, or {@code RUNNING}
 * @param node that had it
 * @param startMillis by that node's clock; null if nobody knows
 * @param endMillis null if it has none
 * @param exitCode null if it did not exit by itself
 */
public record AttemptRecord(
    int attempt,
    long fence,
    String state,
    String node,
    @Nullable Long startMillis,
    @Nullable Long endMillis,
    @Nullable Integer exitCode) {

  /** Whether it ended well. */
  public boolean isSuccess() {
    return state.equals("SUCCESS");
  }

  /** Whether it ended badly, by itself. */
  public boolean isFailure() {
    return state.equals("FAILED");
  }
}
