package io.sampo.persistence;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an actor waits, or works for long, without keeping the others of its dispatcher: the pool
 * has a spare thread meanwhile, which it is told by {@link ForkJoinPool#managedBlock}. On threads
 * of no such pool, and while there are many spare ones, it is done as if it were called.
 */
public final class Aside {

  /** How many spare threads there may be in this process. */
  static final int SPARE_MAX = 8;

  private static final Semaphore SPARE = new Semaphore(SPARE_MAX);

  private Aside() {}

  /**
   * What {@code work} comes to, done by this thread.
   *
   * @throws RuntimeException whatever it throws
   */
  public static <T> T call(Supplier<T> work) {
    if (!SPARE.tryAcquire()) {
      return work.get();
    }
    try {
      var blocker = new Work<>(work);
      ForkJoinPool.managedBlock(blocker);
      return blocker.result();
    } catch (InterruptedException e) { // Work's are no such blockers.
      throw new IllegalStateException(e);
    } finally {
      SPARE.release();
    }
  }

  private static final class Work<T> implements ForkJoinPool.ManagedBlocker {

    private final Supplier<T> work;
    private @Nullable T done;

    Work(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public boolean block() {
      done = work.get();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return done != null;
    }

    T result() {
      if (done == null) {
        throw new IllegalStateException("nothing came of it");
      }
      return done;
    }
  }
}
