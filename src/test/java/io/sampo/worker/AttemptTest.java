package io.sampo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptSpec;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.worker.Attempt.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptTest {

  private static final int TASK = 7;
  private static final Outcome FAILED = new Outcome.Failed(false, "exit 1", 1, null);

  private final ActorTestKit kit = ActorTestKit.create();
  private final FakeExecutor executor = new FakeExecutor();
  private final TestProbe<Attempt.Over> worker = kit.createTestProbe(Attempt.Over.class);

  /** Attempts whose files were let go. */
  private final BlockingQueue<Integer> released = new LinkedBlockingQueue<>();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void a_failure_that_is_recorded_restarts_the_actor_which_then_waits_to_be_told_to_begin()
      throws Exception {
    var attempt = attempt(1);
    fail(attempt, 0);

    attempt.tell(new Command.Retry());
    attempt.tell(begin(1));

    assertThat(executor.next().spec().attempt()).isEqualTo(1);
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void when_the_budget_is_used_up_the_supervisor_lets_the_actor_end() throws Exception {
    var attempt = attempt(2);
    var watcher = kit.createTestProbe();
    fail(attempt, 0);
    attempt.tell(new Command.Retry());
    fail(attempt, 1);
    attempt.tell(new Command.Retry());
    fail(attempt, 2);

    attempt.tell(new Command.Retry());

    watcher.expectTerminated(attempt);
  }

  @Test
  void a_budget_without_end_restarts_as_often_as_it_is_told_to() throws Exception {
    var attempt = attempt(-1);
    for (var number = 0; number < 20; number++) {
      fail(attempt, number);
      attempt.tell(new Command.Retry());
    }

    attempt.tell(begin(20));

    assertThat(executor.next().spec().attempt()).isEqualTo(20);
  }

  @Test
  void an_attempt_that_was_stopped_uses_up_nothing() throws Exception {
    var attempt = attempt(0);
    end(attempt, 0, new Outcome.Canceled());

    attempt.tell(new Command.Retry());
    attempt.tell(begin(1));

    assertThat(executor.next().spec().attempt()).isEqualTo(1);
  }

  @Test
  void after_a_success_it_takes_the_next_task_with_its_whole_budget() throws Exception {
    var attempt = attempt(1);
    end(attempt, 0, Outcome.Succeeded.PLAIN);

    fail(attempt, 1);
    attempt.tell(new Command.Retry());
    attempt.tell(begin(2));

    assertThat(executor.next().spec().attempt()).isEqualTo(2);
  }

  @Test
  void a_final_failure_ends_the_actor_though_retries_are_left() throws Exception {
    var attempt = attempt(5);
    fail(attempt, 0);

    attempt.tell(new Command.Rest());

    kit.createTestProbe().expectTerminated(attempt);
  }

  @Test
  void a_stop_reaches_the_execution_with_its_grace() throws Exception {
    var attempt = attempt(0);
    attempt.tell(begin(0));
    var launch = executor.next();

    attempt.tell(new Command.Stop(1234));

    assertThat(launch.stops().take()).isEqualTo(1234);
  }

  @Test
  void what_is_not_to_be_had_is_a_failure_that_may_be_retried() throws Exception {
    var attempt = attempt(1);
    attempt.tell(
        begin(
            0,
            () -> {
              throw new IOException("no such file");
            }));
    var expected = new Outcome.Failed(false, "not begun: no such file", null, null);
    assertThat(worker.receiveMessage())
        .isEqualTo(new Attempt.Over(new RunId(1), TASK, 1, expected));

    attempt.tell(new Command.Retry());
    attempt.tell(begin(1));

    assertThat(executor.next().spec().attempt()).isEqualTo(1);
  }

  @Test
  void a_stop_while_things_are_fetched_ends_the_attempt_and_lets_go_of_what_comes_late()
      throws Exception {
    var asked = new CountDownLatch(1);
    var comes = new CountDownLatch(1);
    var attempt = attempt(0);
    attempt.tell(begin(0, () -> late(asked, comes)));
    asked.await();

    attempt.tell(new Command.Stop(1234));

    var expected = new Attempt.Over(new RunId(1), TASK, 1, new Outcome.Canceled());
    assertThat(worker.receiveMessage()).isEqualTo(expected);
    comes.countDown();
    assertThat(released.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
    attempt.tell(new Command.Retry());
    attempt.tell(begin(1));
    assertThat(executor.next().spec().attempt()).isEqualTo(1);
  }

  @Test
  void what_the_attempt_is_made_of_is_held_until_it_has_ended() throws Exception {
    var attempt = attempt(0);
    attempt.tell(begin(0));
    var launch = executor.next();
    assertThat(released).isEmpty();

    launch.onEnd().accept(FAILED);

    assertThat(released.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
  }

  /** Something that comes although nobody waits for it any more. */
  private Attempt.Prepared late(CountDownLatch asked, CountDownLatch comes) {
    asked.countDown();
    while (true) {
      try {
        comes.await();
        return prepared(0);
      } catch (InterruptedException e) {
        // it is on its way all the same
      }
    }
  }

  private Command.Begin begin(int number) {
    return begin(number, () -> prepared(number));
  }

  private static Command.Begin begin(int number, Attempt.Preparation preparation) {
    return new Command.Begin(new RunId(1), TASK, number + 1, preparation);
  }

  private Attempt.Prepared prepared(int number) {
    return new Attempt.Prepared(spec(number), () -> released.add(number));
  }

  private ActorRef<Command> attempt(int retriesLeft) {
    return kit.spawn(Attempt.create(executor, worker.getRef(), retriesLeft));
  }

  private void fail(ActorRef<Command> attempt, int number) throws InterruptedException {
    end(attempt, number, FAILED);
  }

  private void end(ActorRef<Command> attempt, int number, Outcome outcome)
      throws InterruptedException {
    attempt.tell(begin(number));
    executor.next().onEnd().accept(outcome);
    assertThat(worker.receiveMessage())
        .isEqualTo(new Attempt.Over(new RunId(1), TASK, number + 1, outcome));
  }

  private static AttemptSpec spec(int number) {
    return new AttemptSpec(
        new RunId(1),
        new TaskKey("t"),
        number,
        number + 1,
        0,
        "job",
        new Work.Shell(List.of("true"), Map.of(), null),
        Map.of(),
        Map.of(),
        Path.of("unused"),
        Map::of);
  }
}
