package io.sampo.persistence;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an actor waits, or works for long, without keeping the others of its dispatcher: the pool
 * learns by {@link ForkJoinPool#managedBlock} that its thread is blocked, and goes on with as many
 * others as it had, or {@code minimum-runnable} if that is less. On threads of no such pool, and
 * for whoever finds too many there already, it is as if the work were just done. Thread-safe.
 */
public final class Aside {

  /** How many threads may be here at a time: each is one more while it is. */
  static final int THREADS_MAX = 8;

  private final Semaphore places = new Semaphore(THREADS_MAX);

  /**
   * What {@code work} comes to, done by this thread.
   *
   * @throws RuntimeException whatever it throws
   */
  public <T> T call(Supplier<T> work) {
    if (!ForkJoinTask.inForkJoinPool() || !places.tryAcquire()) {
      return work.get();
    }
    try {
      var blocker = new Work<>(work);
      ForkJoinPool.managedBlock(blocker);
      return blocker.result();
    } catch (InterruptedException e) { // A Work throws none.
      throw new IllegalStateException(e);
    } finally {
      places.release();
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
