package io.sampo.run.state;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import java.util.Map;

/**
 * The run of another job that is the work of a task.
 *
 * @param task number of the task
 * @param attempt of the task
 * @param child the other run
 * @param definition of the other job
 * @param parameters of the other job, in place of their defaults
 */
public record Child(
    int task, int attempt, RunId child, ContentHash definition, Map<String, String> parameters) {}
