package io.sampo.coordinator;

import io.sampo.protocol.Runs;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToWorker;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
  private Set<ActorRef<ToDispatcher>> dispatchers = Set.of();

  private PostRoom(ActorContext<Object> context) {
    super(context);
    var receptionist = context.getSystem().receptionist();
    ActorRef<Receptionist.Listing> self = context.getSelf().narrow();
    receptionist.tell(Receptionist.subscribe(ToWorker.KEY, self));
    receptionist.tell(Receptionist.subscribe(ToDispatcher.KEY, self));
  }

  /** A post room that learns from the receptionist who is there. */
  public static Behavior<Outgoing> create() {
    return Behaviors.<Object>setup(PostRoom::new).narrow();
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
          dispatchers.forEach(dispatcher -> dispatcher.tell(new ToDispatcher.Wants(demand)));
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
    } else {
      dispatchers = listing.getServiceInstances(ToDispatcher.KEY);
    }
    return this;
  }
}
