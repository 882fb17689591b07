package io.sampo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.postgres.PostgresStores;
import io.sampo.persistence.postgres.TestDatabase;
import io.sampo.persistence.postgres.local.LocalPostgres;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that both hold the coordinator of one run, on the journal that they share. */
class ReplacedCoordinatorTest {

  private static final RunId RUN = new RunId(1);
  private static final Submission SUBMISSION =
      Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
  private static final Plan PLAN =
      Plan.of(
          new JobDefinition(
              "job",
              List.of(),
              List.of(
                  TaskDefinition.of(
                      new TaskKey("t"),
                      List.of(),
                      new Work.Shell(List.of("true"), Map.of(), null))),
              0,
              0));

  private final List<Throwable> unwritten = new CopyOnWriteArrayList<>();
  private final String schema = TestDatabase.schema();
  private final ActorTestKit replaced = kit("replaced");
  private final ActorTestKit successor = kit("successor");

  @AfterEach
  void shutDown() {
    replaced.shutdownTestKit();
    successor.shutdownTestKit();
  }

  @Test
  void a_coordinator_that_was_replaced_cannot_write_and_starts_anew_from_what_its_successor_did() {
    var answer = replaced.createTestProbe(Answer.class);
    var first = coordinator(replaced);
    first.tell(new ToRun.Ask(new RunCommand.Submit(RUN, SUBMISSION), answer.getRef()));
    answer.expectMessageClass(Answer.Accepted.class);
    coordinator(successor);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> events().size() == 2);

    first.tell(
        new ToRun.Ask(new RunCommand.Stop(StopReason.CANCELED, "somebody"), answer.getRef()));

    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> events().size() == 3);
    answer.expectNoMessage();
    assertThat(events())
        .satisfiesExactly(
            event -> assertThat(event).isInstanceOf(RunEvent.RunSubmitted.class),
            event -> assertThat(event).isEqualTo(takenOver(event, "successor")),
            event -> assertThat(event).isEqualTo(takenOver(event, "replaced")));
    var store = PostgresStores.get(successor.system()).store();
    assertThat(unwritten).isNotEmpty().allMatch(store::isTaken);
    assertThat(store.isTaken(new IllegalStateException(new SQLException("gone", "08006"))))
        .isFalse();
  }

  @Test
  void a_run_is_taken_over_from_its_snapshot_in_the_database() throws Exception {
    var answer = replaced.createTestProbe(Answer.class);
    var first = coordinator(replaced);
    first.tell(new ToRun.Ask(new RunCommand.Submit(RUN, SUBMISSION), answer.getRef()));
    answer.expectMessageClass(Answer.Accepted.class);
    replaced.stop(first);
    var server = TestDatabase.server();
    var password = Files.readString(server.passwordFile()).strip();
    try (var database = DriverManager.getConnection(server.url(), LocalPostgres.USER, password);
        var statement = database.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM %s.event_journal".formatted(schema))).isOne();
    }

    coordinator(successor);

    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !events().isEmpty());
    assertThat(events()).singleElement().isEqualTo(takenOver(events().getFirst(), "successor"));
  }

  private static RunEvent takenOver(RunEvent like, String by) {
    var epoch = by.equals("successor") ? 2 : 3;
    return new RunEvent.TakenOver(like.at(), epoch, by);
  }

  private List<RunEvent> events() {
    var events = new ArrayList<RunEvent>();
    var reader = PostgresStores.get(successor.system()).store().reader();
    new RunJournal(reader).read(RUN, 1, (_, event) -> events.add(event));
    return events;
  }

  private ActorRef<ToRun> coordinator(ActorTestKit kit) {
    var node =
        new CoordinatorTools(
            kit.system().name(),
            _ -> PLAN,
            Clock.SYSTEM,
            new SplittableRandom(1),
            count -> new RunId(1_000L * count),
            kit.createTestProbe(Outgoing.class).getRef(),
            FleetRules.USUAL,
            1,
            unwritten::add);
    var shard = kit.createTestProbe(ShardCommand.class).getRef();
    return kit.spawn(RunEntity.create(shard, RunJournal.persistenceId(RUN), node));
  }

  private ActorTestKit kit(String name) {
    return ActorTestKit.create(
        name, TestDatabase.config(schema).withFallback(ConfigFactory.load()));
  }
}
