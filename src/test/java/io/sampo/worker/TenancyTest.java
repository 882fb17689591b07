package io.sampo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToLessor.Renew;
import io.sampo.protocol.ToLessor.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that applies for its first lease, at an office that grants none. */
class TenancyTest {

  private static final Duration LEASE = Duration.ofSeconds(2);

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<ToLessor> office = kit.createTestProbe(ToLessor.class);
  private final AtomicLong elapsed = new AtomicLong();
  private final AtomicLong incarnation = new AtomicLong();

  @BeforeEach
  void apply() {
    kit.system().receptionist().tell(Receptionist.register(ToLessor.KEY, office.ref()));
    var worker =
        new Worker.Tools(
            new FakeExecutor(),
            new NoSupplies(),
            (_, _) -> Path.of("/nowhere"),
            () -> new Now(0, elapsed.get()));
    kit.spawn(
        Tenancy.create(
            new Tenancy.Tools(
                incarnation::incrementAndGet,
                TenancyTest::life,
                worker,
                Duration.ofMillis(20),
                Duration.ofHours(1),
                () -> {})));
  }

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void a_life_that_has_not_begun_within_a_lease_never_does() {
    assertThat(asked().worker()).isEqualTo(id(1));

    elapsed.set(LEASE.toMillis() - 1);
    assertThat(asked().worker()).isEqualTo(id(1));

    elapsed.set(LEASE.toMillis());
    awaitApplicationOf(2);
  }

  @Test
  void a_life_that_counts_as_lost_before_it_began_is_not_applied_for_again() {
    var asked = asked();

    asked.replyTo().tell(new Renewal.Lost(asked.worker()));

    awaitApplicationOf(2);
  }

  @Test
  void whoever_is_asked_for_the_next_lease_hears_who_granted_the_last() {
    var first = asked();
    assertThat(first.lessor()).isNull();

    first.replyTo().tell(new Renewal.Granted(first.worker(), "c#1", first.sentMillis(), 9_000));

    awaitRequest(renew -> "c#1".equals(renew.lessor()));
  }

  /** The next application, which stands for no earlier time than the present. */
  private Renew asked() {
    while (true) {
      if (office.receiveMessage() instanceof Renew renew && renew.sentMillis() == elapsed.get()) {
        return renew;
      }
    }
  }

  private void awaitApplicationOf(long number) {
    awaitRequest(renew -> renew.worker().equals(id(number)));
  }

  private void awaitRequest(Predicate<Renew> wanted) {
    office.fishForMessage(
        Duration.ofSeconds(20),
        message ->
            message instanceof Renew renew && wanted.test(renew)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private static WorkerSettings life(long number) {
    return new WorkerSettings(id(number), Place.DEFAULT, 1, 0, 1, Duration.ZERO, LEASE);
  }

  private static WorkerId id(long number) {
    return new WorkerId("w", number);
  }
}
