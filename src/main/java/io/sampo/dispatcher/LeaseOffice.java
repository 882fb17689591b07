package io.sampo.dispatcher;

import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.placement.Lessor;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToLessor.Renewal;
import io.sampo.protocol.ToRun;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/**
 * Leases their lives to workers, and tells the runs of its node which workers are lost; the rules
 * are {@link Lessor}'s. One on each coordinator node. It renews nobody while its node may have been
 * excluded without knowing it.
 */
public final class LeaseOffice extends AbstractBehavior<Object> {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** For how long a run is believed to hold attempts that does not repeat it. */
  private static final long HOLDS_MILLIS = 10_000;

  private static final String LOST = "it was not heard of, and its lease ran out";

  /** Time has passed. */
  private record Look() {}

  private record Held(Set<WorkerId> workers, long saidMillis) {}

  private final Clock clock;
  private final Lessor.Terms terms;
  private final Runs runs;
  private final Map<RunId, Held> holders = new HashMap<>();
  private Set<ActorRef<ToLessor>> offices = Set.of();
  private @Nullable Lessor lessor;
  private ToLessor.Standing standing = new ToLessor.Standing("", Set.of(), Long.MIN_VALUE);

  private LeaseOffice(ActorContext<Object> context, Clock clock, Lessor.Terms terms) {
    super(context);
    this.clock = clock;
    this.terms = terms;
    runs = Runs.of(context.getSystem());
    var receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(ToLessor.KEY, context.getSelf().narrow()));
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    receptionist.tell(Receptionist.subscribe(ToLessor.KEY, listings));
  }

  /** The office of this node; it begins once the council has told who there is. */
  public static Behavior<ToLessor> create(Clock clock, Lessor.Terms terms) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> {
              timers.startTimerWithFixedDelay(Look.class, new Look(), LOOK);
              return new LeaseOffice(context, clock, terms);
            }))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToLessor.class, this::hear)
        .onMessage(Look.class, _ -> look())
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> hear(ToLessor message) {
    switch (message) {
      case ToLessor.Standing now -> stand(now);
      case ToLessor.Renew renew -> renew(renew);
      case ToLessor.Bar(var worker, var asking) -> {
        if (lessor != null) {
          var agreed = lessor.bar(worker, now());
          asking.tell(new ToLessor.Barred(worker, standing.self(), agreed));
        }
      }
      case ToLessor.Barred(var worker, var node, var agreed) -> {
        if (lessor != null && agreed) {
          lessor.agreed(node, worker, now());
        } else if (lessor != null) {
          lessor.alive(worker);
        }
      }
      case ToLessor.Holds(var run, var workers) -> hold(run, workers);
    }
    return this;
  }

  /** Whoever still holds a worker that is lost has not heard of it. */
  private void hold(RunId run, Set<WorkerId> workers) {
    if (workers.isEmpty()) {
      holders.remove(run);
      return;
    }
    holders.put(run, new Held(workers, now()));
    if (lessor != null) {
      workers.stream().filter(lessor::isLost).forEach(worker -> tell(run, worker));
    }
  }

  private void stand(ToLessor.Standing now) {
    if (lessor == null) {
      lessor = new Lessor(now.self(), terms);
    }
    standing = now;
  }

  private void renew(ToLessor.Renew renew) {
    if (lessor != null && now() < standing.licensedUntilMillis()) {
      renew.replyTo().tell(renewal(lessor, renew));
    }
  }

  private Renewal renewal(Lessor lessor, ToLessor.Renew renew) {
    var worker = renew.worker();
    if (lessor.isLost(worker)) {
      return new Renewal.Lost(worker);
    }
    return lessor.renew(worker, renew.lessor(), now())
        ? new Renewal.Granted(worker, standing.self(), renew.sentMillis(), terms.adopt())
        : new Renewal.Denied(worker);
  }

  private Behavior<Object> look() {
    if (lessor == null) {
      return this;
    }
    holders.values().removeIf(held -> held.saidMillis() + HOLDS_MILLIS <= now());
    for (var held : holders.values()) {
      held.workers().forEach(worker -> lessor.watch(worker, now()));
    }
    lessor
        .missing(standing.nodes(), now())
        .forEach((worker, open) -> {
          if (!open.isEmpty()) {
            ActorRef<ToLessor> self = getContext().getSelf().narrow();
            offices.forEach(office -> office.tell(new ToLessor.Bar(worker, self)));
          }
        });
    lessor.lost(standing.nodes(), now()).forEach(this::lose);
    return this;
  }

  private void lose(WorkerId worker) {
    getContext().getLog().warn("worker {} is lost: {}", worker, LOST);
    holders.forEach((run, held) -> {
      if (held.workers().contains(worker)) {
        tell(run, worker);
      }
    });
  }

  private void tell(RunId run, WorkerId worker) {
    runs.coordinator(run).tell(new ToRun.WorkerLost(worker, LOST));
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    offices = listing.getServiceInstances(ToLessor.KEY);
    return this;
  }

  private long now() {
    return clock.now().elapsedMillis();
  }
}
