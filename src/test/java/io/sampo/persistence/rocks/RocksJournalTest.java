package io.sampo.persistence.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksJournalTest {

  @TempDir Path folder;

  @Test
  void an_entity_goes_on_where_an_earlier_system_ended() {
    assertThat(countTo("a", 3)).isEqualTo(3);
    assertThat(countTo("a", 1)).isEqualTo(3);
    assertThat(countTo("a", 5)).isEqualTo(5);
  }

  @Test
  void the_folder_is_free_when_the_system_has_ended() {
    countTo("a", 3);

    try (var store = RocksStore.open(folder, StoreSettings.DEFAULT)) {
      assertThat(store.reader().highestSequenceNr("a")).isEqualTo(3);
      assertThat(store.warnings()).isEmpty();
    }
  }

  @Test
  void a_live_journal_can_be_read_beside() {
    var kit = kit();
    try {
      countTo(kit, kit.spawn(Counter.of("a")), 4);

      try (var reader = RocksReader.openReadOnly(folder)) {
        assertThat(reader.highestSequenceNr("a")).isEqualTo(4);
      }
    } finally {
      kit.shutdownTestKit();
    }
  }

  @Test
  void many_second_writers_of_an_entity_stop_and_nobody_else_does() {
    var kit = kit();
    try {
      var good = kit.spawn(Counter.of("good"));
      countTo(kit, good, 1);
      var watch = kit.createTestProbe();
      for (var pair = 0; pair < 12; pair++) {
        var first = kit.spawn(Counter.of("twice-" + pair));
        var second = kit.spawn(Counter.of("twice-" + pair));
        countTo(kit, first, 0);
        countTo(kit, second, 0);
        countTo(kit, first, 1);

        second.tell(new Counter.CountTo(1, _ -> {}));

        watch.expectTerminated(second, Duration.ofSeconds(10));
        assertThat(countTo(kit, first, 2)).isEqualTo(2);
      }
      assertThat(countTo(kit, good, 9)).isEqualTo(9);
    } finally {
      kit.shutdownTestKit();
    }
  }

  @Test
  void the_settings_shipped_are_the_defaults() {
    var shipped = ConfigFactory.defaultReference().getConfig("sampo.journal.rocks");

    assertThat(StoreSettings.of(shipped)).isEqualTo(StoreSettings.DEFAULT);
  }

  private int countTo(String id, int goal) {
    var kit = kit();
    try {
      return countTo(kit, kit.spawn(Counter.of(id)), goal);
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static int countTo(ActorTestKit kit, ActorRef<Counter.CountTo> counter, int goal) {
    TestProbe<Integer> probe = kit.createTestProbe();
    counter.tell(new Counter.CountTo(goal, probe.getRef()::tell));
    return probe.receiveMessage(Duration.ofSeconds(10));
  }

  private ActorTestKit kit() {
    return ActorTestKit.create(Journals.config(folder).withFallback(ConfigFactory.load()));
  }
}
