package io.sampo.protocol;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/** What every node of a cluster understands, whatever its roles. */
public sealed interface ToNode extends Message {

  /** Under this key nodes are found. */
  ServiceKey<ToNode> KEY = ServiceKey.create(ToNode.class, "node");

  /** Who are you? */
  record AskCard(ActorRef<Card> replyTo) implements ToNode {}

  /**
   * A node about itself.
   *
   * @param roles in their order
   * @param address as {@code host:port}
   * @param http where it answers HTTP; null if it does not
   * @param lives how often its process has joined a cluster; each beyond the first is a time when
   *     others went on without it though its process lived
   * @param refusedWrites how many writes the journal has refused to its process, since another node
   *     had gone on with that run; null if it does not say
   */
  record Card(
      String name,
      List<String> roles,
      long pid,
      String address,
      @Nullable String http,
      int lives,
      @Nullable Long refusedWrites)
      implements Message {

    public Card {
      roles = List.copyOf(roles);
    }
  }
}
