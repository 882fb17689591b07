package io.sampo.cluster.launch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadStartTest {

  private static final HeadStart TWO = new HeadStart(2, Duration.ofDays(1));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5})
  void as_many_nodes_as_suit_the_machine_start_together(int started) throws Exception {
    TWO.grant(started);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void the_next_ones_wait_and_can_be_given_up(int started) {
    var waiting = new FutureTask<Boolean>(() -> isInterrupted(started));
    var thread = Thread.ofPlatform().start(waiting);
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    thread.interrupt();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
  }

  @Test
  void a_machine_with_few_processors_starts_one_at_a_time() {
    assertThat(HeadStart.ofThisMachine().nodes())
        .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  private static boolean isInterrupted(int started) {
    try {
      TWO.grant(started);
      return false;
    } catch (InterruptedException given) {
      return true;
    }
  }
}
