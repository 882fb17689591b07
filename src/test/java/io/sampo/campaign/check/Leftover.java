package io.sampo.campaign.check;

/**
 * A process of a task that ran where none should.
 *
 * @param atMillis when it was seen
 */
public record Leftover(long run, String task, int attempt, long process, long atMillis) {}
