package io.sampo.protocol;

import io.sampo.model.ContentHash;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** What the keeper of the cluster's access understands. */
public sealed interface ToAccess extends Message {

  /** The type of the sharded entity. Never changes. */
  EntityTypeKey<ToAccess> KEY = EntityTypeKey.create(ToAccess.class, "access");

  /** The only one there is. */
  String ONLY = "cluster";

  /** Let {@code token}, a hash, be the administrator's unless there is one, and say which is. */
  record Offer(ContentHash token, ActorRef<Admitted> replyTo) implements ToAccess {}

  /** The hash of the administrator's token, which is on disk. */
  record Admitted(ContentHash token) implements Message {}
}
