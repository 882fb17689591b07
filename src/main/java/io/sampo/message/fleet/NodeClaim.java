package io.sampo.message.fleet;

import io.sampo.model.RunId;
import io.sampo.model.WorkerId;

/**
 * A run's word on whether a node of its own is still wanted.
 *
 * @param epoch of the run's coordinator; 0 if there is no such run
 * @param worker whom it answers
 * @param sentMillis when the node asked, by its own elapsed time
 */
public record NodeClaim(RunId run, long epoch, WorkerId worker, boolean wanted, long sentMillis) {}
