package io.sampo.cluster.node;

import io.sampo.worker.Knock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;

/** How a node gets into a cluster. Asking again gives up what was asked before. */
final class Joining {

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final List<String> former;

  /**
   * The ways of a node.
   *
   * @param former members of the cluster that an earlier life of the only coordinator was in
   */
  Joining(ActorSystem<?> system, List<String> former) {
    this.system = system;
    this.former = former;
    cluster = Cluster.get(system);
  }

  /** Asks these, as {@code host:port}, until one of them lets this node in. */
  void join(List<String> addresses) {
    var seeds = addresses.stream().map(this::address).toList();
    cluster.manager().tell(new JoinSeedNodes(seeds));
  }

  /**
   * Makes a cluster, unless a former member answers in time: then it joins that one's. Where
   * nothing listens any more nobody is waited for.
   */
  void found() {
    var self = cluster.selfMember().address();
    var others = former.stream().map(this::address).filter(seed -> !seed.equals(self)).toList();
    var listening = others.stream().map(Joining::ifListening).toList();
    var _ =
        CompletableFuture.allOf(listening.toArray(CompletableFuture[]::new))
            .thenAccept(_ -> {
              var seeds = new ArrayList<>(List.of(self));
              listening.forEach(one -> seeds.addAll(one.join()));
              cluster.manager().tell(new JoinSeedNodes(seeds));
            });
  }

  private static CompletableFuture<List<Address>> ifListening(Address address) {
    return Knock.isRefused(address.getHost().orElse(""), address.getPort().orElse(0))
        .thenApply(isRefused -> isRefused ? List.of() : List.of(address));
  }

  private Address address(String hostPort) {
    return AddressFromURIString.parse("pekko://%s@%s".formatted(system.name(), hostPort));
  }
}
