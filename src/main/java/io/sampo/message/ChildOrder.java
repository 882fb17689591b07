package io.sampo.message;

import io.sampo.model.RunId;
import io.sampo.model.Submission;

/**
 * What a run wants of the run that is the work of one of its tasks. Repeated until that run has
 * told how it ended, so it also asks for that.
 *
 * @param child the run that is meant
 * @param submission what it is a run of; its cause names the task
 * @param cancel whether it is to end
 */
public record ChildOrder(RunId child, Submission submission, boolean cancel) {}
