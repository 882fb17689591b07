package io.sampo.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pekko's store of remembered entities on our journal and snapshots. */
class RememberedEntitiesTest {

  private static final EntityTypeKey<String> KEY = EntityTypeKey.create(String.class, "remembered");

  @Test
  void entities_that_a_cluster_remembers_are_started_by_the_next_one() {
    var config = config(TestDatabase.schema());
    var names = new TreeSet<String>();
    for (var number = 0; number < 30; number++) {
      names.add("entity-" + number);
    }

    assertThat(startedBy(config, names)).isEqualTo(names);
    assertThat(startedBy(config, Set.of())).isEqualTo(names);
  }

  /** The entities that live once those of {@code told} were told something; at least 30. */
  private static Set<String> startedBy(Config config, Set<String> told) {
    var started = new ConcurrentSkipListSet<String>();
    var kit = ActorTestKit.create("remembering", config);
    try {
      var cluster = Cluster.get(kit.system());
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      var sharding = ClusterSharding.get(kit.system());
      sharding.init(Entity.of(KEY, entity -> entity(entity.getEntityId(), started)));
      told.forEach(name -> sharding.entityRefFor(KEY, name).tell("wake up"));
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> started.size() >= 30);
      return new TreeSet<>(started);
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Behavior<String> entity(String name, Set<String> started) {
    return Behaviors.setup(_ -> {
      started.add(name);
      return Behaviors.receiveMessage(_ -> Behaviors.same());
    });
  }

  private static Config config(String schema) {
    return ConfigFactory.parseString(
            """
            pekko {
              actor.provider = cluster
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              cluster {
                jmx.enabled = off
                sharding {
                  number-of-shards = 4
                  remember-entities = on
                  remember-entities-store = eventsourced
                  snapshot-after = 3
                  waiting-for-state-timeout = 1s
                }
              }
            }
            """)
        .withFallback(TestDatabase.config(schema))
        .withFallback(ConfigFactory.load());
  }
}
