package io.sampo.campaign.check;

/**
 * From when on what must be so.
 *
 * @param calmMillis when the last fault was over, in milliseconds since the epoch
 * @param endingMillis how long after that a run may take to end
 * @param stoppingMillis how long after the answer to a cancel a task of the run may still start
 */
public record Limits(long calmMillis, long endingMillis, long stoppingMillis) {}
