package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AsideTest {

  /** The dispatcher of a cluster's node on a machine with two processors, without the cluster. */
  private static final String ONE_THREAD =
      """
      include "/io/sampo/cluster/cluster-node.conf"
      pekko.actor.provider = local
      pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 1
      """;

  private final Aside aside = new Aside();
  private final ForkJoinPool pool = new ForkJoinPool(1);
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void interruptWhoStillWaits() {
    pool.shutdownNow();
  }

  @Test
  void who_waits_aside_keeps_nobody() throws Exception {
    assertNobodyIsKept(pool);
  }

  @Test
  void nor_on_the_dispatcher_of_a_node() throws Exception {
    var config = ConfigFactory.parseString(ONE_THREAD).withFallback(ConfigFactory.load());
    var system = ActorSystem.create("aside", config);
    try {
      assertNobodyIsKept(system.dispatcher());
    } finally {
      open.countDown();
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void while_many_are_aside_another_has_no_spare_thread() throws Exception {
    var others = new ForkJoinPool(Aside.THREADS_MAX);
    try {
      for (var i = 0; i < Aside.THREADS_MAX; i++) {
        var _ = waiting(others);
      }
      var threads = threadsMeanwhile().get();
      open.countDown();
      assertThat(threads).isEqualTo(1);
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void else_it_has_one() throws Exception {
    assertThat(threadsMeanwhile().get()).isEqualTo(2);
  }

  @Test
  void what_fails_fails_as_it_did_and_leaves_its_place() throws Exception {
    var failure = new IllegalStateException("cannot be read");
    Supplier<String> work =
        () -> {
          throw failure;
        };

    for (var i = 0; i <= Aside.THREADS_MAX; i++) {
      var failed = pool.submit(() -> aside.call(work));
      assertThatThrownBy(failed::get).hasRootCause(failure);
    }
    assertNobodyIsKept(pool);
  }

  @Test
  void on_another_thread_the_work_is_just_done() {
    assertThat(aside.call(() -> "done")).isEqualTo("done");
  }

  private void assertNobodyIsKept(Executor executor) throws Exception {
    var waiting = waiting(executor);
    executor.execute(open::countDown);
    assertThat(waiting.get()).isEqualTo("done");
  }

  /** Somebody who is aside until {@link #open} is. */
  private CompletableFuture<String> waiting(Executor executor) throws InterruptedException {
    var begun = new CountDownLatch(1);
    var waiting = CompletableFuture.supplyAsync(() -> aside.call(() -> waitedFor(begun)), executor);
    begun.await();
    return waiting;
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

  private Future<Integer> threadsMeanwhile() {
    return pool.submit(() -> aside.call(pool::getPoolSize));
  }
}
