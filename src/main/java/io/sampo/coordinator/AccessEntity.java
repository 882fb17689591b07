package io.sampo.coordinator;

import io.sampo.protocol.Clock;
import io.sampo.protocol.ToAccess;
import io.sampo.token.Access;
import io.sampo.token.TokenEvent;
import java.util.Objects;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;

/** The sharded entity that keeps who may use the cluster, as {@link Access} decides. */
final class AccessEntity extends EventSourcedBehavior<ToAccess, TokenEvent.OfAccess, Access> {

  private final Clock clock;

  private AccessEntity(PersistenceId id, Clock clock) {
    super(id, Restarts.strategy());
    this.clock = clock;
  }

  /** The entity that is journaled under {@code id}. */
  static Behavior<ToAccess> create(PersistenceId id, Clock clock) {
    return new AccessEntity(id, clock);
  }

  /** There are no snapshots of so few events, so nobody needs to look for one. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public Access emptyState() {
    return Access.NOBODY;
  }

  @Override
  public EventHandler<Access, TokenEvent.OfAccess> eventHandler() {
    return Access::after;
  }

  @Override
  public CommandHandler<ToAccess, TokenEvent.OfAccess, Access> commandHandler() {
    return (access, command) ->
        switch (command) {
          case ToAccess.Offer offer -> onOffer(access, offer);
        };
  }

  private Effect<TokenEvent.OfAccess, Access> onOffer(Access access, ToAccess.Offer offer) {
    var events = access.offer(offer.token(), clock.now()).stream().toList();
    return Effect()
        .persist(events)
        .thenReply(
            offer.replyTo(),
            next ->
                new ToAccess.Admitted(
                    Objects.requireNonNull(next.administrator(), "an offer admits somebody")));
  }
}
