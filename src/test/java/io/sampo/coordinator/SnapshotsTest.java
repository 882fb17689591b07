package io.sampo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.StoredEvent;
import io.sampo.persistence.rocks.Journals;
import io.sampo.persistence.rocks.RocksStore;
import io.sampo.persistence.rocks.RocksStores;
import io.sampo.persistence.rocks.StoreSettings;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is kept after every third event; each life of its coordinator adds one. */
class SnapshotsTest {

  private static final RunId RUN = new RunId(1);
  private static final PersistenceId ID = RunJournal.persistenceId(RUN);
  private static final Submission SUBMISSION =
      Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private ActorTestKit kit;
  private Plan plan = plan("a", "b");

  @BeforeEach
  void start() {
    kit =
        ActorTestKit.create(
            RocksStores.plugins(folder)
                .withFallback(Journals.config(folder))
                .withFallback(ConfigFactory.load())
                .resolve());
  }

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void a_run_is_taken_over_from_its_snapshot_and_the_events_since_then() {
    live(3);
    kept(3);
    store().deleteTo(ID.id(), 3).join();

    live(2);

    assertThat(events().getLast()).isEqualTo(takenOver(5));
  }

  @Test
  void only_the_latest_two_snapshots_stay() {
    live(12);

    Awaitility.await().atMost(PATIENCE).until(() -> numbers().equals(List.of(12L, 9L)));
  }

  @Test
  void how_often_a_run_is_kept_has_limits() {
    var config = ConfigFactory.load();
    assertThat(CoordinatorTools.snapshotEvery(config)).isBetween(1, 1_000_000);
    for (var every : List.of(0, 1_000_001)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tools(every))
          .withMessageContaining("sampo.run-snapshots.every");
    }
  }

  @Test
  void a_snapshot_of_another_release_is_left_aside_and_the_events_are_read() {
    live(3);
    var kept = kept(3);
    put(kept.manifest() + "1", kept.payload());

    live(1);

    assertThat(events().getLast()).isEqualTo(takenOver(4));
  }

  @Test
  void a_snapshot_that_is_no_snapshot_is_left_aside_and_the_events_are_read() {
    live(3);
    put(kept(3).manifest(), new byte[] {1, 2, 3});

    live(1);

    assertThat(events().getLast()).isEqualTo(takenOver(4));
  }

  @Test
  void a_run_whose_snapshot_cannot_be_is_quarantined() {
    live(3);
    kept(3);
    plan = plan("a", "b", "c");

    var coordinator = coordinator();
    var answer = kit.createTestProbe(Answer.class);
    var stop = new RunCommand.Stop(StopReason.CANCELED, "somebody");
    coordinator.tell(new ToRun.Ask(stop, answer.getRef()));

    assertThat(answer.expectMessageClass(Answer.Declined.class).reason()).contains("quarantined");
  }

  /** Lets so many coordinators live, one after the other. */
  private void live(int lives) {
    for (var life = 0; life < lives; life++) {
      var before = events().size();
      var coordinator = coordinator();
      if (before == 0) {
        var answer = kit.createTestProbe(Answer.class);
        var submit = new RunCommand.Submit(RUN, SUBMISSION);
        coordinator.tell(new ToRun.Ask(submit, answer.getRef()));
      }
      Awaitility.await().atMost(PATIENCE).until(() -> events().size() > before);
      kit.stop(coordinator);
    }
  }

  private StoredEvent kept(long number) {
    Awaitility.await().atMost(PATIENCE).until(() -> numbers().contains(number));
    return snapshots().getFirst();
  }

  private void put(String manifest, byte[] payload) {
    var kept = snapshots().getFirst();
    store()
        .putSnapshot(
            new StoredEvent(
                ID.id(), kept.sequenceNr(), kept.serializerId(), manifest, "", "", 0, payload))
        .join();
  }

  private List<Long> numbers() {
    return snapshots().stream().map(StoredEvent::sequenceNr).toList();
  }

  private List<StoredEvent> snapshots() {
    var found = new ArrayList<StoredEvent>();
    store().reader().snapshots(ID.id(), 0, Long.MAX_VALUE, found::add);
    return found;
  }

  private RunEvent takenOver(int epoch) {
    return new RunEvent.TakenOver(events().getLast().at(), epoch, "here");
  }

  private List<RunEvent> events() {
    var events = new ArrayList<RunEvent>();
    new RunJournal(store().reader()).read(RUN, 1, (_, event) -> events.add(event));
    return events;
  }

  private RocksStore store() {
    return RocksStores.get(kit.system()).store(folder, StoreSettings.DEFAULT);
  }

  private ActorRef<ToRun> coordinator() {
    var shard = kit.createTestProbe(ShardCommand.class).getRef();
    return kit.spawn(RunEntity.create(shard, ID, tools(3)));
  }

  private CoordinatorTools tools(int snapshotEvery) {
    return new CoordinatorTools(
        "here",
        _ -> plan,
        Clock.SYSTEM,
        new SplittableRandom(1),
        count -> new RunId(1_000L * count),
        kit.createTestProbe(Outgoing.class).getRef(),
        FleetRules.USUAL,
        snapshotEvery,
        _ -> {});
  }

  private static Plan plan(String... keys) {
    var tasks =
        List.of(keys).stream()
            .map(key ->
                TaskDefinition.of(
                    new TaskKey(key), List.of(), new Work.Shell(List.of("true"), Map.of(), null)))
            .toList();
    return Plan.of(new JobDefinition("job", List.of(), tasks, 0, 0));
  }
}
