package io.sampo.cluster.node;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.MemberUp;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Writes down who is in the cluster of the only coordinator, so that its next life finds back to
 * the workers it left alone.
 */
final class PeerBook {

  private PeerBook() {}

  static Behavior<MemberEvent> create(NodeFolders folders) {
    return Behaviors.setup(context -> {
      var cluster = Cluster.get(context.getSystem());
      cluster.subscriptions().tell(Subscribe.create(context.getSelf(), MemberEvent.class));
      return Behaviors.receiveMessage(event -> {
        if (event instanceof MemberUp || event instanceof MemberRemoved) {
          folders.peers(others(cluster));
        }
        return Behaviors.same();
      });
    });
  }

  private static List<String> others(Cluster cluster) {
    var self = cluster.selfMember().address();
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .map(member -> member.address())
        .filter(address -> !address.equals(self))
        .map(address -> address.getHost().orElse("") + ":" + address.getPort().orElse(0))
        .toList();
  }
}
