package io.sampo.projection;

import io.sampo.run.RunEvent;

/**
 * An event that is on disk.
 *
 * @param seq its place in the journal of its run; counts from 1 without gaps
 */
public record Journaled(long seq, RunEvent event) {}
