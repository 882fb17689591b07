package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.WorkerId;

/**
 * What a worker tells its pool's dispatcher, again and again.
 *
 * @param slots attempts it runs at the same time; 0 when it drains
 * @param occupied slots that have an attempt in them; may exceed {@code slots} while it drains
 */
public record WorkerStatus(WorkerId worker, int slots, int occupied) {

  public WorkerStatus {
    Check.range("slots", slots, 0, 100_000);
    Check.range("occupied", occupied, 0, Integer.MAX_VALUE);
  }
}
