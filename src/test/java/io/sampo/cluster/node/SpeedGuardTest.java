package io.sampo.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a task costs much more than what it cannot do without. Compared are durations of one
 * process and one moment, never with a clock's idea of fast: the way of a task that does nothing
 * with the bare commit of its event, and with the bare round trip of a message between actors. A
 * busy machine slows down both; of some rounds the best counts.
 */
@Tag("process")
class SpeedGuardTest {

  /**
   * A hop of a chain was 3 to 5 commits when this was written, and 10 to 12 before that was cared
   * for.
   */
  private static final double COMMITS_A_HOP_MAX = 9;

  /** A task of a fan-out was 60 to 80 round trips, and 320 and more before. */
  private static final double ROUND_TRIPS_A_TASK_MAX = 180;

  private static final int ROUNDS = 6;
  private static final int CHAIN = 200;
  private static final int FAN_OUT = 2_000;
  private static final int COMMITS = 200;
  private static final int EVENT_BYTES = 300;

  /** No disk is faster. */
  private static final double COMMIT_NANOS_MIN = 50_000;

  private static final int ROUND_TRIPS = 20_000;

  @TempDir Path folder;

  @Test
  void a_hop_costs_few_commits_and_a_task_few_messages() throws Exception {
    var commits = new ArrayList<Double>();
    var messages = new ArrayList<Double>();
    var settings = Map.of("sampo.worker.execute", "false", "sampo.worker.slots", "200");
    try (var nodes = new TestNodes(folder, settings)) {
      var node = nodes.start("n", "coordinator, worker", Map.of());
      for (var round = 0; round < ROUNDS; round++) {
        commits.add(nanos(node, chain()) / CHAIN / commit());
        messages.add(nanos(node, fanOut()) / FAN_OUT / roundTrip(node.life().system()));
      }
    }

    assertThat(commits).as("commits a hop").anyMatch(ratio -> ratio < COMMITS_A_HOP_MAX);
    assertThat(messages).as("round trips a task").anyMatch(ratio -> ratio < ROUND_TRIPS_A_TASK_MAX);
  }

  private static TaskDefinition[] chain() {
    return IntStream.range(0, CHAIN)
        .mapToObj(
            i -> i == 0 ? TestNodes.shell("t0", "x") : TestNodes.shell("t" + i, "x", "t" + (i - 1)))
        .toArray(TaskDefinition[]::new);
  }

  private static TaskDefinition[] fanOut() {
    return IntStream.range(0, FAN_OUT)
        .mapToObj(i -> TestNodes.shell("t" + i, "x"))
        .toArray(TaskDefinition[]::new);
  }

  /** From the run's first event to its last. */
  private static double nanos(ClusterNode node, TaskDefinition[] tasks) {
    var run = TestNodes.submit(node, TestNodes.job(tasks));
    assertThat(TestNodes.awaitEnd(node, run)).isEqualTo(RunResult.SUCCESS);
    var events = TestNodes.events(node, run);
    var began = events.getFirst().at().elapsedMillis();
    return TimeUnit.MILLISECONDS.toNanos(events.getLast().at().elapsedMillis() - began);
  }

  /**
   * An append of what an event takes, on disk before the next; a folder in memory counts as fast.
   */
  private double commit() throws IOException {
    var file = folder.resolve("bare");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var began = System.nanoTime();
      for (var i = 0; i < COMMITS; i++) {
        channel.write(ByteBuffer.allocate(EVENT_BYTES));
        channel.force(false);
      }
      return Math.max(COMMIT_NANOS_MIN, (System.nanoTime() - began) / (double) COMMITS);
    }
  }

  /** A message to another actor, and its answer. */
  private static double roundTrip(ActorSystem<?> system) throws InterruptedException {
    var done = new CountDownLatch(1);
    var name = UUID.randomUUID().toString();
    var pong = system.systemActorOf(pong(), "pong-" + name, Props.empty());
    var ping = system.systemActorOf(ping(pong, done), "ping-" + name, Props.empty());
    var began = System.nanoTime();
    ping.tell(1);
    done.await();
    return (System.nanoTime() - began) / (double) ROUND_TRIPS;
  }

  private record Ball(ActorRef<Integer> from, int number) {}

  private static Behavior<Ball> pong() {
    return Behaviors.receiveMessage(ball -> {
      ball.from().tell(ball.number() + 1);
      return Behaviors.same();
    });
  }

  private static Behavior<Integer> ping(ActorRef<Ball> pong, CountDownLatch done) {
    return Behaviors.receive((context, number) -> {
      if (number > ROUND_TRIPS) {
        done.countDown();
        return Behaviors.stopped();
      }
      pong.tell(new Ball(context.getSelf(), number));
      return Behaviors.same();
    });
  }
}
