package io.sampo.execution.process;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.log.LogLimit;
import io.sampo.model.Outcome;
import java.util.function.Consumer;

/**
 * Where the processes of all attempts on this node are started and seen to their end. Each attempt
 * has a thread of its own, which waits for its process.
 */
public final class ProcessHost implements AutoCloseable {

  private final Mark mark;
  private final LogLimit logLimit;
  private final Spawner spawner = new Spawner();

  /**
   * A host.
   *
   * @param mark what every process started here carries
   * @param logLimit stays the caller's to close
   */
  public ProcessHost(Mark mark, LogLimit logLimit) {
    this.mark = mark;
    this.logLimit = logLimit;
  }

  /** What every process started here carries. */
  public Mark mark() {
    return mark;
  }

  /** Begins an attempt, as {@link Executor#launch} says. */
  public Executor.Execution launch(AttemptSpec spec, ProcessWork work, Consumer<Outcome> onEnd) {
    var attempt =
        new ProcessAttempt(work, spawner, logLimit, TaskEnvironment.signature(spec, mark), onEnd);
    Thread.ofPlatform()
        .daemon()
        .name("attempt-%s-%s-%d".formatted(spec.run(), spec.task(), spec.fence()))
        .start(attempt::run);
    return attempt;
  }

  /** Starts nothing any more; what runs goes on and is told of as ever. */
  @Override
  public void close() {
    spawner.close();
  }
}
