package io.sampo.coordinator;

import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToAccess;
import io.sampo.protocol.ToToken;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.persistence.typed.PersistenceId;

/** The sharded entities that the HTTP server needs beside the runs. */
public final class TokenEntities {

  private TokenEntities() {}

  /** Shards them over the nodes of {@code role}; every node of that role has to. */
  public static void start(ActorSystem<?> system, String role, Clock clock) {
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                ToToken.KEY,
                entity ->
                    TokenEntity.create(
                        entity.getShard(),
                        PersistenceId.of(ToToken.KEY.name(), entity.getEntityId()),
                        clock,
                        (run, message) -> Runs.of(system).coordinator(run).tell(message)))
            .withRole(role));
    sharding.init(
        Entity.of(
                ToAccess.KEY,
                entity ->
                    AccessEntity.create(
                        PersistenceId.of(ToAccess.KEY.name(), entity.getEntityId()), clock))
            .withRole(role));
  }
}
