package io.sampo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.protocol.LoopbackNode;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToLessor.Renew;
import io.sampo.protocol.ToLessor.Renewal;
import io.sampo.protocol.ToWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads a worker lives on: an actor that holds up others must not cost it its life. */
class TenancyThreadsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String APART = "pekko.actor.internal-dispatcher";
  private static final WorkerId WORKER = new WorkerId("w", 1);

  private final ActorTestKit kit = ActorTestKit.create(LoopbackNode.CONFIG);
  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void a_worker_lives_on_those_of_its_tenancy() {
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var office = kit.createTestProbe(ToLessor.class);
    var workers = kit.createTestProbe(Receptionist.Listing.class);
    var receptionist = kit.system().receptionist();
    receptionist.tell(Receptionist.register(ToLessor.KEY, office.ref()));
    receptionist.tell(Receptionist.subscribe(ToWorker.KEY, workers.ref()));

    kit.spawn(Tenancy.create(tools()), DispatcherSelector.fromConfig(APART));
    var asked = office.expectMessageClass(Renew.class, PATIENCE);
    asked.replyTo().tell(new Renewal.Granted(WORKER, "c#1", asked.sentMillis(), 9_000));
    workers.fishForMessage(
        PATIENCE,
        listing ->
            listing.getServiceInstances(ToWorker.KEY).isEmpty()
                ? FishingOutcomes.continueAndIgnore()
                : FishingOutcomes.complete());

    assertThat(threads).isNotEmpty().allMatch(name -> name.contains(APART));
  }

  private Tenancy.Tools tools() {
    var worker =
        new Worker.Tools(
            new FakeExecutor(), new NoSupplies(), (_, _) -> Path.of("/nowhere"), this::now);
    return new Tenancy.Tools(
        () -> 1,
        _ -> new WorkerSettings(WORKER, Place.DEFAULT, 1, 0, 1, Duration.ZERO, PATIENCE),
        worker,
        Duration.ofMillis(20),
        Duration.ofHours(1),
        () -> {});
  }

  /** Asked for by the tenancy, and by its worker as soon as that begins. */
  private Now now() {
    threads.add(Thread.currentThread().getName());
    return new Now(0, 0);
  }
}
