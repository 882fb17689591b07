package io.sampo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.coordinator.RunCoordinator.Command;
import io.sampo.coordinator.RunEntity.News;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Entry;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.model.WorkerId;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.snapshot.NoSnapshotStore;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The actor on a journal that does as it is told, with a dispatcher and workers played by hand. */
class RunCoordinatorTest {

  private static final int HEARD_MAX = 50;
  private static final RunId RUN = new RunId(1);
  private static final PersistenceId ID = PersistenceId.of("run", "1");
  private static final WorkerId FIRST = new WorkerId("w", 1);
  private static final WorkerId SECOND = new WorkerId("w", 2);
  private static final Outcome FAILED = new Outcome.Failed(false, "exit 1", 1, null);
  private static final RunCommand.Stop CANCEL =
      new RunCommand.Stop(StopReason.CANCELED, "somebody");
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
                          new Work.Shell(List.of("true"), Map.of(), null))
                      .with(new RetryPolicy(3, 0, false, null, Set.of(), Set.of(), 5))),
              0,
              0));

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  "sampo.run-snapshots.class = " + NoSnapshotStore.class.getName())
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(ConfigFactory.load()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final TestProbe<News> entity = kit.createTestProbe(News.class);
  private final TestProbe<Outgoing> post = kit.createTestProbe(Outgoing.class);
  private final TestProbe<Answer> caller = kit.createTestProbe(Answer.class);
  private final AtomicInteger lives = new AtomicInteger();
  private long lease;

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void the_retry_budget_survives_a_restart_of_the_coordinator_and_one_of_the_worker() {
    var first = coordinator();
    submit(first);
    failOnce(first, FIRST, 0, 3);
    failOnce(first, FIRST, 1, 2);
    kit.stop(first);

    var second = coordinator();
    takenOver();
    var lost = grantAndStart(second, FIRST);
    second.tell(batch(new ToRun.WorkerLost(FIRST, "it was started anew")));
    failOnce(second, SECOND, 3, 1);
    failOnce(second, SECOND, 4, 0);

    assertThat(lost.starts().getFirst().attempt()).isEqualTo(2);
    assertThat(attemptsRecorded()).isEqualTo(5);
    assertThat(lastEvent())
        .isInstanceOfSatisfying(
            RunEvent.RunEnded.class, end -> assertThat(end.result()).isEqualTo(RunResult.FAILED));
  }

  @Test
  void nothing_is_told_of_what_could_not_be_written_and_the_next_life_knows_only_the_journal() {
    var coordinator = coordinator();
    journal.failNextPersisted(ID.id());

    coordinator.tell(batch(new ToRun.Ask(new RunCommand.Submit(RUN, SUBMISSION), caller.getRef())));

    ready();
    caller.expectNoMessage();
    post.expectNoMessage();
    assertThat(journal.persistedInStorage(ID.id())).isEmpty();
    submit(coordinator);
  }

  @Test
  void a_start_that_could_not_be_written_never_happened_and_is_decided_anew() {
    var coordinator = coordinator();
    submit(coordinator);
    journal.failNextPersisted(ID.id());
    var grant = new Grant(RUN, 1, Site.DEFAULT, List.of(new Lease(99, FIRST)), 60_000, now());
    coordinator.tell(batch(new ToRun.Granted(grant)));
    takenOver();
    lives.incrementAndGet();

    var start = grantAndStart(coordinator, SECOND).starts().getFirst();

    assertThat(start.attempt()).isZero();
    assertThat(journal.persistedInStorage(ID.id()))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("RunSubmitted", "TakenOver", "AttemptsStarted");
  }

  @Test
  void an_event_that_cannot_be_folded_quarantines_the_run_and_every_wish_is_declined() {
    var now = new Now(0, 0);
    journal.persistForRecovery(
        ID.id(),
        List.<Object>of(
            new RunEvent.RunSubmitted(now, RUN, "job", SUBMISSION, Map.of(), "here"),
            new RunEvent.RunSubmitted(now, RUN, "job", SUBMISSION, Map.of(), "here")));

    var coordinator = coordinator();
    entity.fishForMessage(
        Duration.ofSeconds(10),
        news ->
            news instanceof News.Quarantined
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    coordinator.tell(batch(new ToRun.Ask(CANCEL, caller.getRef())));

    assertThat(caller.expectMessageClass(Answer.Declined.class).reason())
        .contains("quarantined", "submitted twice");
  }

  @Test
  void a_second_submit_of_the_same_run_is_answered_and_journaled_once() {
    var coordinator = coordinator();
    submit(coordinator);
    submit(coordinator);

    assertThat(journal.persistedInStorage(ID.id())).hasSize(1);
  }

  @Test
  void a_coordinator_that_knows_no_run_declines_and_goes() {
    var coordinator = coordinator();

    coordinator.tell(batch(new ToRun.Ask(CANCEL, caller.getRef())));

    assertThat(caller.expectMessageClass(Answer.Declined.class).reason()).contains("UNKNOWN_RUN");
    ready();
    entity.expectMessageClass(News.Idle.class);
  }

  private ActorRef<Command> coordinator() {
    var node =
        new CoordinatorTools(
            "node",
            _ -> PLAN,
            Clock.SYSTEM,
            new SplittableRandom(1),
            count -> new RunId(1_000L * count),
            post.getRef(),
            FleetRules.USUAL,
            1_000,
            _ -> {});
    var name = "coordinator-" + lives.incrementAndGet();
    var coordinator = kit.spawn(RunCoordinator.create(ID, entity.getRef(), node), name);
    if (lives.get() == 1) {
      ready();
    }
    return coordinator;
  }

  private void submit(ActorRef<Command> coordinator) {
    coordinator.tell(batch(new ToRun.Ask(new RunCommand.Submit(RUN, SUBMISSION), caller.getRef())));
    caller.expectMessageClass(Answer.Accepted.class);
  }

  private void failOnce(
      ActorRef<Command> coordinator, WorkerId worker, int attempt, int retriesLeft) {
    var start = grantAndStart(coordinator, worker).starts().getFirst();
    assertThat(start.attempt()).isEqualTo(attempt);
    assertThat(start.retriesLeft()).isEqualTo(retriesLeft);
    var entry = new Entry(0, start.attempt(), start.fence(), new Stage.Ended(FAILED, 1, 1));
    grant(coordinator, List.of());
    coordinator.tell(
        batch(
            new ToRun.Report(
                new RunReport(
                    worker, RUN, 1, start.fence(), RunReport.Covers.NOTHING, List.of(entry)))));
    fish(orders -> !orders.settled().isEmpty());
  }

  /** Grants a slot of {@code worker}, and gives the orders that start the task there. */
  private RunOrders grantAndStart(ActorRef<Command> coordinator, WorkerId worker) {
    grant(coordinator, List.of(new Lease(++lease, worker)));
    return fish(orders -> !orders.starts().isEmpty());
  }

  /** Grants {@code leases} and nothing else, whichever epoch the coordinator is in. */
  private void grant(ActorRef<Command> coordinator, List<Lease> leases) {
    for (var epoch = 1; epoch <= lives.get(); epoch++) {
      coordinator.tell(
          batch(new ToRun.Granted(new Grant(RUN, epoch, Site.DEFAULT, leases, 60_000, now()))));
    }
  }

  private static long now() {
    return Clock.SYSTEM.now().elapsedMillis();
  }

  private RunOrders fish(Predicate<RunOrders> wanted) {
    for (var heard = 0; heard < HEARD_MAX; heard++) {
      if (post.receiveMessage() instanceof Outgoing.Order order && wanted.test(order.orders())) {
        return order.orders();
      }
    }
    throw new AssertionError("no such orders among %d messages".formatted(HEARD_MAX));
  }

  private void takenOver() {
    while (!(entity.receiveMessage() instanceof News.Written(_, var events, _)
        && events.getFirst() instanceof RunEvent.TakenOver)) {
      assertThat(lives.get()).isPositive();
    }
  }

  private void ready() {
    while (!isReady(entity.receiveMessage())) {
      assertThat(lives.get()).isPositive();
    }
  }

  private static boolean isReady(News news) {
    return news instanceof News.Ready || (news instanceof News.Written written && written.ready());
  }

  private long attemptsRecorded() {
    return journal.persistedInStorage(ID.id()).stream()
        .filter(RunEvent.AttemptsEnded.class::isInstance)
        .count();
  }

  private Object lastEvent() {
    return journal.persistedInStorage(ID.id()).getLast();
  }

  private static Command batch(ToRun message) {
    return new Command.Batch(List.of(message));
  }
}
