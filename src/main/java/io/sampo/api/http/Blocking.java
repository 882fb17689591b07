package io.sampo.api.http;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Where requests do what blocks, on threads of their own.
 *
 * @param executor bounded in threads and in what waits for them
 * @param patience how long anything may take
 */
public record Blocking(Executor executor, Duration patience) {

  /** What {@code work} comes to; fails if it takes too long, or too much waits before it. */
  public <T> CompletableFuture<T> call(Callable<T> work) {
    try {
      return within(CompletableFuture.supplyAsync(() -> run(work), executor));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The same stage, which fails if it takes too long. */
  public <T> CompletableFuture<T> within(CompletionStage<T> stage) {
    return here(stage).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The same stage, what follows which is done by whoever completes it. Of one that Pekko has made
   * from a future of Scala's a thread of the common pool does it, which has one for two processors.
   */
  public static <T> CompletableFuture<T> here(CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy();
  }

  private static <T> T run(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
