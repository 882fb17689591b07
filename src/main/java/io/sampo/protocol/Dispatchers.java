package io.sampo.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Which of several dispatchers to talk to: the one on the oldest node that can be reached. Nodes
 * that see the cluster alike choose alike without asking each other. While they do not, two
 * dispatchers may serve at once, which costs refused starts and nothing else. For one actor.
 */
public final class Dispatchers {

  private final Cluster cluster;
  private Set<ActorRef<ToDispatcher>> listed = Set.of();

  private Dispatchers(Cluster cluster) {
    this.cluster = cluster;
  }

  /** None so far; to be told by {@link #learn}. */
  public static Dispatchers of(ActorSystem<?> system) {
    return new Dispatchers(Cluster.get(system));
  }

  /** Takes the receptionist's word on who is there. */
  public void learn(Receptionist.Listing listing) {
    listed = listing.getServiceInstances(ToDispatcher.KEY);
  }

  /** The one to talk to now; empty if there is none. */
  public Optional<ActorRef<ToDispatcher>> current() {
    return listed.isEmpty() ? Optional.empty() : first(listed, this::address, oldestFirst());
  }

  /** Whether another one than {@code dispatcher} is to be talked to now. */
  public boolean isReplaced(ActorRef<ToDispatcher> dispatcher) {
    return current().filter(other -> !other.equals(dispatcher)).isPresent();
  }

  /**
   * The one of {@code all} that is on the first of {@code nodes} to have one.
   *
   * @param node where one is
   */
  static <T> Optional<T> first(Collection<T> all, Function<T, Address> node, List<Address> nodes) {
    Map<Address, T> byNode =
        all.stream().collect(Collectors.toMap(node, Function.identity(), (one, _) -> one));
    return nodes.stream()
        .flatMap(place -> Optional.ofNullable(byNode.get(place)).stream())
        .findFirst();
  }

  private Address address(ActorRef<ToDispatcher> dispatcher) {
    var address = dispatcher.path().address();
    return address.hasLocalScope() ? cluster.selfMember().address() : address;
  }

  private List<Address> oldestFirst() {
    var unreachable = cluster.state().getUnreachable();
    Comparator<Member> oldest =
        (one, other) -> one.isOlderThan(other) ? -1 : other.isOlderThan(one) ? 1 : 0;
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> !unreachable.contains(member))
        .sorted(oldest)
        .map(Member::address)
        .toList();
  }
}
