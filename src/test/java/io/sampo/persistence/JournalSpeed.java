package io.sampo.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.postgres.TestDatabase;
import io.sampo.persistence.rocks.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Prints how many events a second the journal takes from entities that each write one at a time:
 * the embedded one, or with the argument {@code postgres} the one of many nodes. Run it alone on
 * the machine; the first line of each kind warms up.
 */
final class JournalSpeed {

  private JournalSpeed() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    var kit =
        ActorTestKit.create(
            ConfigFactory.systemProperties()
                .withFallback(config(arguments))
                .withFallback(ConfigFactory.load()));
    try {
      for (var round = 1; round <= 3; round++) {
        measure(kit, round, 1, 5_000);
        measure(kit, round, 100, 3_000);
        measure(kit, round, 1_000, 500);
      }
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Config config(String[] arguments) throws IOException {
    return arguments.length > 0 && arguments[0].equals("postgres")
        ? TestDatabase.config(TestDatabase.schema())
        : Journals.config(Files.createTempDirectory("journal-speed"));
  }

  private static void measure(ActorTestKit kit, int round, int entities, int events)
      throws InterruptedException {
    var counters = new ArrayList<ActorRef<Counter.CountTo>>();
    for (var entity = 0; entity < entities; entity++) {
      counters.add(kit.spawn(Counter.of("%d-%d-%d".formatted(round, entities, entity))));
    }
    count(counters, 1);
    var start = System.nanoTime();
    count(counters, 1 + events);
    var seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%5d entities %9.0f events/s %8.3f ms an event of one entity%n",
        entities, entities * events / seconds, seconds * 1000 / events);
  }

  private static void count(Iterable<ActorRef<Counter.CountTo>> counters, int goal)
      throws InterruptedException {
    var running = new ArrayList<ActorRef<Counter.CountTo>>();
    counters.forEach(running::add);
    var left = new CountDownLatch(running.size());
    running.forEach(counter -> counter.tell(new Counter.CountTo(goal, _ -> left.countDown())));
    left.await();
  }
}
