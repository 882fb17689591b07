package io.sampo.execution.jvm;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.execution.log.LogLimit;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.util.function.Consumer;

/**
 * Carries out classes of the user's in this JVM, each attempt on a virtual thread of its own, with
 * its jar loaded anew. Processes that such a class starts itself are not found by a stop.
 */
public final class JavaExecutor {

  private final FileSource source;
  private final LogLimit logLimit;

  /** An executor; {@code logLimit} stays the caller's to close. */
  public JavaExecutor(FileSource source, LogLimit logLimit) {
    this.source = source;
    this.logLimit = logLimit;
  }

  /** Begins an attempt, as {@link Executor#launch} says. */
  public Executor.Execution launch(AttemptSpec spec, Work.JavaClass work, Consumer<Outcome> onEnd) {
    var attempt = new JavaAttempt(spec, work, source, logLimit, onEnd);
    attempt.start();
    return attempt;
  }
}
