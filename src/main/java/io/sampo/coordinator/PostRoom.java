package io.sampo.coordinator;

import io.sampo.message.fleet.ClusterOrder;
import io.sampo.protocol.Dispatchers;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToJobNode;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToWorker;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Knows where workers, dispatcher and other runs are, for all coordinators of a node. What is for
 * somebody who is not there is dropped: whoever sent it repeats it as long as it matters.
 */
public final class PostRoom extends AbstractBehavior<Object> {

  private final Map<String, ActorRef<ToWorker>> workers = new HashMap<>();
  private final ActorRef<ToLessor> lessor;
  private final Map<String, ActorRef<ToJobNode>> nodes = new HashMap<>();
  private final ActorRef<ClusterOrder> fleet;
  private final Dispatchers dispatchers;

  private PostRoom(
      ActorContext<Object> context, ActorRef<ToLessor> lessor, ActorRef<ClusterOrder> fleet) {
    super(context);
    this.lessor = lessor;
    this.fleet = fleet;
    dispatchers = Dispatchers.of(context.getSystem());
    var receptionist = context.getSystem().receptionist();
    ActorRef<Receptionist.Listing> self = context.getSelf().narrow();
    receptionist.tell(Receptionist.subscribe(ToWorker.KEY, self));
    receptionist.tell(Receptionist.subscribe(ToDispatcher.KEY, self));
    receptionist.tell(Receptionist.subscribe(ToJobNode.KEY, self));
  }

  /** A post room of a node whose workers need no leases and that starts no job clusters. */
  public static Behavior<Outgoing> create() {
    return Behaviors.<Object>setup(
            context -> {
              var system = context.getSystem();
              return new PostRoom(
                  context, system.<ToLessor>ignoreRef(), system.<ClusterOrder>ignoreRef());
            })
        .narrow();
  }

  /**
   * A post room that learns from the receptionist who is there.
   *
   * @param lessor of this node
   * @param fleet starts and stops nodes of job clusters
   */
  public static Behavior<Outgoing> create(ActorRef<ToLessor> lessor, ActorRef<ClusterOrder> fleet) {
    return Behaviors.<Object>setup(context -> new PostRoom(context, lessor, fleet)).narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Outgoing.class, this::send)
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> send(Outgoing outgoing) {
    switch (outgoing) {
      case Outgoing.Order(var orders, var jobName, var submission) -> {
        var worker = workers.get(ToWorker.actorName(orders.worker().name()));
        if (worker != null) {
          worker.tell(new ToWorker.Orders(orders, jobName, submission));
        }
      }
      case Outgoing.Want(var demand) ->
          dispatchers.current().ifPresent(one -> one.tell(new ToDispatcher.Wants(demand)));
      case Outgoing.Hold(var run, var workers) -> lessor.tell(new ToLessor.Holds(run, workers));
      case Outgoing.Launch(var order) -> fleet.tell(order);
      case Outgoing.Answer(var claim) -> {
        var node = nodes.get(ToJobNode.actorName(claim.worker().name()));
        if (node != null) {
          node.tell(new ToJobNode.Claimed(claim));
        }
      }
      case Outgoing.Kin(var run, var message) ->
          Runs.of(getContext().getSystem()).coordinator(run).tell(message);
    }
    return this;
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    if (listing.isForKey(ToWorker.KEY)) {
      workers.clear();
      listing
          .getServiceInstances(ToWorker.KEY)
          .forEach(worker -> workers.put(worker.path().name(), worker));
    } else if (listing.isForKey(ToJobNode.KEY)) {
      nodes.clear();
      listing
          .getServiceInstances(ToJobNode.KEY)
          .forEach(node -> nodes.put(node.path().name(), node));
    } else {
      dispatchers.learn(listing);
    }
    return this;
  }
}
