package io.sampo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Assignment;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {

  private static final RunId RUN = new RunId(1);
  private static final Outcome FAILED = new Outcome.Failed(false, "exit 1", 1, null);

  private final ActorTestKit kit = ActorTestKit.create();
  private final List<TestProbe<Attempt.Command>> hired = new ArrayList<>();
  private final Crew crew = new Crew(this::hire, 1);

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void who_has_succeeded_takes_another_task_with_as_many_retries() {
    begin(1, 2);
    end(1, Outcome.Succeeded.PLAIN);
    begin(2, 2);

    assertThat(hired).hasSize(1);
    assertThat(begun(0)).isEqualTo(1);
    assertThat(begun(0)).isEqualTo(2);
  }

  @Test
  void a_task_with_another_budget_gets_another_actor() {
    begin(1, 2);
    end(1, Outcome.Succeeded.PLAIN);
    begin(2, 0);

    assertThat(hired).hasSize(2);
    assertThat(begun(1)).isEqualTo(2);
  }

  @Test
  void the_next_attempt_of_a_task_goes_to_the_actor_that_was_restarted_for_it() {
    begin(1, 2);
    over(1, FAILED);
    crew.retry(RUN, assignment(1, 2));
    begin(1, 1);

    assertThat(hired).hasSize(1);
    begun(0);
    assertThat(hired.getFirst().receiveMessage()).isInstanceOf(Attempt.Command.Retry.class);
    assertThat(begun(0)).isEqualTo(1);
  }

  @Test
  void who_has_used_up_some_of_its_budget_rests_after_its_task() {
    begin(1, 2);
    over(1, FAILED);
    crew.retry(RUN, assignment(1, 2));
    begin(1, 1);
    end(1, Outcome.Succeeded.PLAIN);
    begin(2, 2);

    assertThat(hired).hasSize(2);
  }

  @Test
  void who_has_failed_for_good_rests() {
    begin(1, 0);
    end(1, FAILED);
    begin(2, 0);

    assertThat(hired).hasSize(2);
    begun(0);
    assertThat(hired.getFirst().receiveMessage()).isInstanceOf(Attempt.Command.Rest.class);
  }

  @Test
  void an_attempt_that_begins_before_the_last_one_is_settled_gets_another_actor() {
    begin(1, 2);
    over(1, FAILED);
    var next = Assignment.of(1, 1, 99, 0, 1);
    crew.begin(RUN, next, CrewTest::nothing);

    begun(0);
    assertThat(hired.getFirst().receiveMessage()).isInstanceOf(Attempt.Command.Rest.class);
    assertThat(begun(1)).isEqualTo(1);
    crew.retry(RUN, assignment(1, 2));
    crew.stop(RUN, next, 5);
    assertThat(hired.getLast().receiveMessage()).isEqualTo(new Attempt.Command.Stop(5));
  }

  @Test
  void no_more_than_wanted_have_nothing_to_do() {
    begin(1, 0);
    begin(2, 0);
    end(1, Outcome.Succeeded.PLAIN);
    end(2, Outcome.Succeeded.PLAIN);

    begun(1);
    assertThat(hired.getLast().receiveMessage()).isInstanceOf(Attempt.Command.Rest.class);
  }

  @Test
  void an_actor_that_ends_loses_the_attempt_that_it_has() {
    begin(1, 0);
    begin(2, 0);
    end(2, Outcome.Succeeded.PLAIN);

    assertThat(crew.gone(hired.getFirst().getRef())).isEqualTo(new Crew.Lost(RUN, 11));
    assertThat(crew.gone(hired.getFirst().getRef())).isNull();
    assertThat(crew.gone(hired.getLast().getRef())).isNull();
    begin(3, 0);
    assertThat(hired).hasSize(3);
  }

  private void begin(int task, int retriesLeft) {
    crew.begin(RUN, assignment(task, retriesLeft), CrewTest::nothing);
  }

  private static Assignment assignment(int task, int retriesLeft) {
    return Assignment.of(task, 0, 10 + task, 0, retriesLeft);
  }

  private void over(int task, Outcome outcome) {
    crew.over(new Attempt.Over(RUN, task, 10 + task, outcome));
  }

  private static Attempt.Prepared nothing() {
    throw new AssertionError("nobody carries this out");
  }

  private void end(int task, Outcome outcome) {
    over(task, outcome);
    crew.rest(RUN, assignment(task, 0));
  }

  /** The task that an actor is told to begin next. */
  private int begun(int actor) {
    return hired.get(actor).expectMessageClass(Attempt.Command.Begin.class).task();
  }

  private ActorRef<Attempt.Command> hire(int retriesLeft) {
    var probe = kit.createTestProbe(Attempt.Command.class);
    hired.add(probe);
    return probe.getRef();
  }
}
