package io.sampo.projection.why;

/**
 * One step from a task to the root cause.
 *
 * @param task whom the reason is about, as people name it
 */
public record Step(String task, Reason reason) {}
