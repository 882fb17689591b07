package io.sampo.cluster.node;

import io.sampo.protocol.ToNode;
import io.sampo.protocol.ToNode.Card;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** Keeps a list of the cluster's nodes, with what each says about itself. */
public final class Roster extends AbstractBehavior<Object> {

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Time has passed. */
  private record Look() {}

  /** A node of the cluster, and how it is as a member. */
  public record Listed(Card card, String status) {}

  private final Consumer<List<Listed>> reader;
  private final Map<Address, Card> cards = new HashMap<>();
  private Set<ActorRef<ToNode>> nodes = Set.of();

  private Roster(ActorContext<Object> context, Consumer<List<Listed>> reader) {
    super(context);
    this.reader = reader;
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    context.getSystem().receptionist().tell(Receptionist.subscribe(ToNode.KEY, listings));
  }

  /** A roster that tells {@code reader} again and again. */
  static Behavior<Object> create(Consumer<List<Listed>> reader) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startTimerWithFixedDelay(Look.class, new Look(), LOOK);
          return new Roster(context, reader);
        }));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(Card.class, this::note)
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> look() {
    var state = Cluster.get(getContext().getSystem()).state();
    var members = StreamSupport.stream(state.getMembers().spliterator(), false).toList();
    var unreachable = Set.copyOf(state.getUnreachable());
    cards.keySet().retainAll(members.stream().map(Member::address).toList());
    reader.accept(
        members.stream()
            .map(member -> listed(member, unreachable.contains(member)))
            .filter(Objects::nonNull)
            .toList());
    ActorRef<Card> self = getContext().getSelf().narrow();
    nodes.forEach(node -> node.tell(new ToNode.AskCard(self)));
    return this;
  }

  private @Nullable Listed listed(Member member, boolean isUnreachable) {
    var card = cards.get(member.address());
    return card == null
        ? null
        : new Listed(card, isUnreachable ? "unreachable" : member.status().toString());
  }

  private Behavior<Object> note(Card card) {
    var colon = card.address().lastIndexOf(':');
    var host = card.address().substring(0, colon);
    var port = Integer.parseInt(card.address().substring(colon + 1));
    cards.put(new Address("pekko", getContext().getSystem().name(), host, port), card);
    return this;
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    nodes = listing.getServiceInstances(ToNode.KEY);
    return look();
  }
}
