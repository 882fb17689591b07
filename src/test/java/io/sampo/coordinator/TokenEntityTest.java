package io.sampo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.protocol.ToToken;
import io.sampo.protocol.ToToken.Reply;
import io.sampo.run.RunCommand;
import io.sampo.token.TokenEvent;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The actor on a journal that does as it is told, with a run played by hand. */
class TokenEntityTest {

  private static final PersistenceId ID = PersistenceId.of("submission-token", "x");
  private static final ContentHash BODY = new ContentHash("a".repeat(64));
  private static final RunId RUN = new RunId(7);
  private static final Submission WISH = Submission.of(BODY, Map.of(), Map.of());

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 30s")
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(ConfigFactory.load()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final TestProbe<ToRun> runs = kit.createTestProbe(ToRun.class);
  private final TestProbe<Reply> caller = kit.createTestProbe(Reply.class);
  private final TestProbe<ClusterSharding.ShardCommand> shard =
      kit.createTestProbe(ClusterSharding.ShardCommand.class);

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void nothing_is_answered_before_the_run_says_that_it_is_on_disk() {
    var token = entity();

    token.tell(submit(RUN));
    var ask = runs.expectMessageClass(ToRun.Ask.class);
    caller.expectNoMessage(Duration.ofMillis(200));
    ask.replyTo().tell(new Answer.Accepted());

    assertThat(ask.wish()).isEqualTo(new RunCommand.Submit(RUN, WISH));
    assertThat(caller.receiveMessage()).isEqualTo(new Reply.Submitted(RUN));
    assertThat(journal.persistedInStorage(ID.id())).hasSize(2);
  }

  @Test
  void a_later_life_submits_the_same_run_again_until_it_is_confirmed() {
    var first = entity();
    first.tell(submit(RUN));
    runs.expectMessageClass(ToRun.Ask.class);
    kit.stop(first);

    var second = entity();
    var again = runs.expectMessageClass(ToRun.Ask.class);
    second.tell(submit(new RunId(99)));
    again.replyTo().tell(new Answer.Accepted());

    assertThat(again.wish()).isEqualTo(new RunCommand.Submit(RUN, WISH));
    assertThat(caller.receiveMessage()).isEqualTo(new Reply.Submitted(RUN));
    kit.stop(second);
    entity().tell(submit(new RunId(100)));
    assertThat(caller.receiveMessage()).isEqualTo(new Reply.Submitted(RUN));
    runs.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_run_that_does_not_answer_is_asked_again() {
    entity().tell(submit(RUN));

    runs.expectMessageClass(ToRun.Ask.class);
    runs.expectMessageClass(ToRun.Ask.class);
  }

  @Test
  void a_token_that_could_not_be_journaled_submits_nothing() {
    var token = entity();
    journal.failNextPersisted(ID.id());

    token.tell(submit(RUN));

    runs.expectNoMessage(Duration.ofMillis(500));
    assertThat(journal.persistedInStorage(ID.id())).isEmpty();
    token.tell(submit(new RunId(8)));
    assertThat(runs.expectMessageClass(ToRun.Ask.class).wish())
        .isEqualTo(new RunCommand.Submit(new RunId(8), WISH));
  }

  @Test
  void who_asks_for_something_else_is_told_whose_token_it_is() {
    var token = entity();
    token.tell(submit(RUN));
    runs.expectMessageClass(ToRun.Ask.class);
    var other = new ContentHash("b".repeat(64));

    token.tell(
        new ToToken.Submit(
            other, new RunId(8), Submission.of(other, Map.of(), Map.of()), caller.getRef()));

    assertThat(caller.receiveMessage()).isEqualTo(new Reply.Taken(RUN));
  }

  @Test
  void a_refusal_reaches_who_waits_and_frees_the_token() {
    var token = entity();
    token.tell(submit(RUN));
    var ask = runs.expectMessageClass(ToRun.Ask.class);

    ask.replyTo().tell(new Answer.Declined("INVALID_PARAMETER_VALUE", "no"));

    assertThat(caller.receiveMessage())
        .isEqualTo(new Reply.Declined("INVALID_PARAMETER_VALUE", "no"));
    assertThat(journal.persistedInStorage(ID.id()).getLast())
        .isInstanceOf(TokenEvent.Released.class);
    token.tell(submit(new RunId(8)));
    assertThat(runs.expectMessageClass(ToRun.Ask.class).wish())
        .isEqualTo(new RunCommand.Submit(new RunId(8), WISH));
  }

  private ToToken submit(RunId run) {
    return new ToToken.Submit(BODY, run, WISH, caller.getRef());
  }

  private ActorRef<ToToken> entity() {
    return kit.spawn(
        TokenEntity.create(
            shard.getRef(), ID, Clock.SYSTEM, (_, message) -> runs.getRef().tell(message)));
  }
}
