package io.sampo.cluster.node;

import io.sampo.protocol.ToNode;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** Says who a node is to whoever asks. */
final class Doorplate {

  private Doorplate() {}

  static Behavior<ToNode> create(Supplier<ToNode.Card> card) {
    return Behaviors.setup(context -> {
      context.getSystem().receptionist().tell(Receptionist.register(ToNode.KEY, context.getSelf()));
      return Behaviors.receive(ToNode.class)
          .onMessage(
              ToNode.AskCard.class,
              ask -> {
                ask.replyTo().tell(card.get());
                return Behaviors.same();
              })
          .build();
    });
  }
}
