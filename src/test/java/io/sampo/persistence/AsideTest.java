package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AsideTest {

  /** Like that of the runs: one thread, unless some wait aside. */
  private final ForkJoinPool pool = new ForkJoinPool(1);

  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void interruptWhoStillWaits() {
    pool.shutdownNow();
  }

  @Test
  void who_waits_aside_keeps_nobody() throws Exception {
    var waiting = waiting();
    pool.execute(open::countDown);

    assertThat(waiting.get()).isEqualTo("done");
  }

  @Test
  void while_many_wait_aside_another_has_no_spare_thread() throws Exception {
    try (var others = Executors.newCachedThreadPool()) {
      var begun = new CountDownLatch(Aside.SPARE_MAX);
      for (var i = 0; i < Aside.SPARE_MAX; i++) {
        others.execute(() -> Aside.call(() -> waitedFor(begun)));
      }
      begun.await();
      var threads = threadsMeanwhile();
      open.countDown();
      assertThat(threads).isEqualTo(1);
    }
    assertThat(threadsMeanwhile()).isEqualTo(2);
  }

  @Test
  void what_fails_fails_as_it_did_and_leaves_its_place() throws Exception {
    var failure = new IllegalStateException("cannot be read");
    Supplier<String> work =
        () -> {
          throw failure;
        };

    for (var i = 0; i <= Aside.SPARE_MAX; i++) {
      assertThatThrownBy(() -> Aside.call(work)).isSameAs(failure);
    }
    var waiting = waiting();
    pool.execute(open::countDown);
    assertThat(waiting.get()).isEqualTo("done");
  }

  private CompletableFuture<String> waiting() {
    var begun = new CountDownLatch(1);
    return CompletableFuture.supplyAsync(() -> Aside.call(() -> waitedFor(begun)), pool);
  }

  private String waitedFor(CountDownLatch begun) {
    begun.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "done";
  }

  private int threadsMeanwhile() throws Exception {
    return pool.submit(() -> Aside.call(pool::getPoolSize)).get();
  }
}
