package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;

/** What a worker is to do, said by its books. */
public sealed interface Instruction {

  /** Begin the attempt: it has a slot, and no attempt of that fence was ever begun. */
  record Begin(RunId run, Assignment assignment) implements Instruction {}

  /** End the attempt, which runs, and report by {@link WorkerBooks#ended} when it is gone. */
  record Stop(RunId run, Assignment assignment, Why why) implements Instruction {

    /** Why an attempt is stopped. */
    public enum Why {
      /** It gets its grace. */
      CANCELED,
      /** It gets its grace, and will be reported as timed out. */
      TIMED_OUT,
      /** The worker may no longer run it: it is killed at once. */
      LEASE_LOST
    }
  }

  /** The attempt's end is recorded: whoever supervises it may go on from there. */
  record Settle(RunId run, Assignment assignment, long retryMillis) implements Instruction {}

  /** Tell the run's coordinator that this life of the worker, which it addressed, is over. */
  record DenyLife(RunId run, WorkerId gone) implements Instruction {}
}
