package io.sampo.cluster.node;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;

/** Hears that another node will never again take a message of this life. */
final class Quarantine {

  private Quarantine() {}

  static Behavior<ThisActorSystemQuarantinedEvent> create(Consumer<String> end) {
    return Behaviors.setup(context -> {
      context
          .getSystem()
          .eventStream()
          .tell(
              new EventStream.Subscribe<>(
                  ThisActorSystemQuarantinedEvent.class, context.getSelf()));
      return Behaviors.receiveMessage(event -> {
        end.accept("%s has gone on without this node".formatted(event.remoteAddress().address()));
        return Behaviors.same();
      });
    });
  }
}
