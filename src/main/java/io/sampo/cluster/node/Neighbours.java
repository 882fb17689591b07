package io.sampo.cluster.node;

import io.sampo.config.NodeSetup.Role;
import io.sampo.membership.Peer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/** The members of the cluster, as one node sees them at present. */
final class Neighbours {

  private final Cluster cluster;

  Neighbours(ActorSystem<?> system) {
    cluster = Cluster.get(system);
  }

  /** The life of this node, by a name that no other life has. */
  String self() {
    return name(cluster.selfUniqueAddress());
  }

  /** Where it is, as {@code host:port}. */
  String address() {
    return address(cluster.selfAddress());
  }

  private static String address(Address address) {
    return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
  }

  /** Whether this node belongs to a cluster by now. */
  boolean isMember() {
    var status = cluster.selfMember().status();
    return status.equals(MemberStatus.up()) || status.equals(MemberStatus.weaklyUp());
  }

  /**
   * All other members that nobody has given up. Others say of members that they do not hear them;
   * that counts unless this node does hear them.
   */
  List<Peer> peers() {
    var unseen = Set.copyOf(cluster.state().getUnreachable());
    return members().stream()
        .filter(member -> !member.uniqueAddress().equals(cluster.selfUniqueAddress()))
        .filter(member -> !member.status().equals(MemberStatus.down()))
        .map(member ->
            new Peer(
                name(member.uniqueAddress()),
                member.hasRole(Role.COORDINATOR.word()),
                !unseen.contains(member) || isHeard(member.address())))
        .toList();
  }

  /** The coordinators that have not been removed yet, this node included. */
  Set<String> coordinators() {
    return members().stream()
        .filter(member -> member.hasRole(Role.COORDINATOR.word()))
        .map(member -> name(member.uniqueAddress()))
        .collect(Collectors.toSet());
  }

  /** Where the coordinators are that can be reached, as {@code host:port}, this node first. */
  List<String> coordinatorAddresses() {
    var unseen = Set.copyOf(cluster.state().getUnreachable());
    var others =
        members().stream()
            .filter(member -> member.hasRole(Role.COORDINATOR.word()) && !unseen.contains(member))
            .map(member -> address(member.address()))
            .filter(address -> !address.equals(address()));
    return Stream.concat(Stream.of(address()), others).toList();
  }

  /** Goes on without {@code nodes}. */
  void down(Set<String> nodes) {
    members().stream()
        .filter(member -> nodes.contains(name(member.uniqueAddress())))
        .forEach(member -> cluster.down(member.address()));
  }

  private List<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).toList();
  }

  private boolean isHeard(Address address) {
    var detector = cluster.failureDetector();
    return detector.isMonitoring(address) && detector.isAvailable(address);
  }

  private static String name(UniqueAddress node) {
    return node.address().hostPort() + "#" + node.longUid();
  }
}
