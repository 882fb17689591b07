package io.sampo.message;

import io.sampo.model.RunId;
import io.sampo.model.RunResult;

/**
 * How a run ended that is the work of a task of another.
 *
 * @param parent the other run
 * @param task its task, by number
 * @param message for people; empty if there is nothing to say
 */
public record ChildReport(RunId parent, int task, RunId child, RunResult result, String message) {}
