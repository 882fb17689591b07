package io.sampo.protocol;

import io.sampo.model.RunId;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Where the coordinators of runs are: sharded by the id of the run. */
public final class Runs {

  /** The type of the sharded entities. Never changes: remembered entities are found by it. */
  public static final EntityTypeKey<ToRun> KEY = EntityTypeKey.create(ToRun.class, "run");

  private final ClusterSharding sharding;

  private Runs(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  /** Those of the cluster of {@code system}. */
  public static Runs of(ActorSystem<?> system) {
    return new Runs(ClusterSharding.get(system));
  }

  /** The run that an entity of this id is the coordinator of. */
  public static RunId id(String entityId) {
    return new RunId(Long.parseLong(entityId));
  }

  /** The coordinator of {@code run}, wherever it is. */
  public EntityRef<ToRun> coordinator(RunId run) {
    return sharding.entityRefFor(KEY, run.toString());
  }
}
