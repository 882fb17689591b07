package io.sampo.run.state;

import io.sampo.model.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * One repair of a run.
 *
 * @param resultBefore how the run had ended when it was repaired; null if it was going on
 */
public record Repair(long id, long wallMillis, String by, @Nullable RunResult resultBefore) {}
