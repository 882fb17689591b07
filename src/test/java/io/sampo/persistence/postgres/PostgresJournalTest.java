package io.sampo.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.Counter;
import io.sampo.persistence.postgres.local.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresJournalTest {

  @TempDir Path temporary;

  private final List<ActorTestKit> kits = new ArrayList<>();

  @AfterEach
  void shutDown() {
    kits.forEach(ActorTestKit::shutdownTestKit);
  }

  @Test
  void an_entity_goes_on_on_another_node_where_it_ended_on_the_first() {
    var schema = TestDatabase.schema();
    var first = kit(TestDatabase.config(schema));
    assertThat(countTo(first, first.spawn(Counter.of("a")), 250)).isEqualTo(250);

    var second = kit(TestDatabase.config(schema));

    assertThat(countTo(second, second.spawn(Counter.of("a")), 1)).isEqualTo(250);
    assertThat(PostgresStores.get(second.system()).store().reader().highestSequenceNr("a"))
        .isEqualTo(250);
  }

  @Test
  void a_write_with_a_taken_number_fails_and_is_not_merely_rejected() {
    var schema = TestDatabase.schema();
    var first = kit(TestDatabase.config(schema));
    var second = kit(TestDatabase.config(schema));
    var replaced = first.spawn(Counter.of("a"));
    countTo(first, replaced, 1);
    var successor = second.spawn(Counter.of("a"));
    countTo(second, successor, 2);

    replaced.tell(new Counter.CountTo(2, _ -> {}));

    first.createTestProbe().expectTerminated(replaced, Duration.ofSeconds(30));
    assertThat(countTo(second, successor, 3)).isEqualTo(3);
  }

  @Test
  void writes_fail_soon_while_the_server_is_away_and_go_on_when_it_is_back() throws Exception {
    var postgres = new LocalPostgres(temporary.resolve("server"), TestDatabase.PROGRAMS);
    var server = postgres.start(0);
    var kit = kit(TestDatabase.config(server, TestDatabase.schema()));
    countTo(kit, kit.spawn(Counter.of("a")), 5);
    var unlucky = kit.spawn(Counter.of("b"));
    countTo(kit, unlucky, 1);

    postgres.stop();
    try {
      unlucky.tell(new Counter.CountTo(2, _ -> {}));
      kit.createTestProbe().expectTerminated(unlucky, Duration.ofSeconds(30));
      var lost = new ArrayList<ActorRef<Counter.CountTo>>();
      for (var number = 0; number < 12; number++) { // more than Pekko's circuit breakers let pass
        lost.add(kit.spawn(Counter.of("lost-" + number)));
      }
      lost.forEach(one -> kit.createTestProbe().expectTerminated(one, Duration.ofSeconds(60)));
    } finally {
      postgres.start(0);
    }

    assertThat(countTo(kit, kit.spawn(Counter.of("a")), 6)).isEqualTo(6);
    assertThat(countTo(kit, kit.spawn(Counter.of("b")), 2)).isEqualTo(2);
    shutDown();
    kits.clear();
    postgres.stop();
  }

  private static int countTo(ActorTestKit kit, ActorRef<Counter.CountTo> counter, int goal) {
    TestProbe<Integer> probe = kit.createTestProbe();
    counter.tell(new Counter.CountTo(goal, probe.getRef()::tell));
    return probe.receiveMessage(Duration.ofSeconds(60));
  }

  private ActorTestKit kit(Config config) {
    var kit =
        ActorTestKit.create("node-" + UUID.randomUUID(), config.withFallback(ConfigFactory.load()));
    kits.add(kit);
    return kit;
  }
}
