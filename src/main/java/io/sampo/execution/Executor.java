package io.sampo.execution;

import io.sampo.model.Outcome;
import java.util.function.Consumer;

/** Carries out attempts of one kind of work. Safe for use by many threads. */
public interface Executor {

  /**
   * Begins an attempt and returns at once.
   *
   * @param onEnd told exactly once how it ended, from any thread, when nothing of the attempt runs
   *     any more (every process of its group is gone, its thread has returned); also told when it
   *     could not be begun
   */
  Execution launch(AttemptSpec spec, Consumer<Outcome> onEnd);

  /** One attempt under way. */
  interface Execution {

    /**
     * Asks it to end: TERM to every process of its group or an interrupt of its thread, and KILL
     * once {@code graceMillis} have passed. The outcome still arrives by {@code onEnd}, as {@link
     * Outcome.Canceled} unless it ended by itself before. Calling it again with a shorter grace
     * shortens the grace.
     */
    void stop(long graceMillis);
  }
}
