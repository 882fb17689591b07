package io.sampo.dispatcher;

import io.sampo.placement.Pools;
import io.sampo.placement.Rest;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Dispatchers;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToRun;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Hears what runs want and workers have, and grants what {@link Pools} share out. There is one on
 * every coordinator node, and everybody talks to one of them ({@link Dispatchers}). May be killed
 * at any time: the next one is told everything again within a few seconds.
 */
public final class Dispatcher extends AbstractBehavior<Object> {

  private static final Duration REVIEW = Duration.ofMillis(250);

  /** To be shared out: once for everything that arrived before it. */
  private record Share() {}

  /** Time has passed: leases may have run out. */
  private record Review() {}

  private final TimerScheduler<Object> timers;
  private final Clock clock;
  private final Runs runs;
  private final Dispatchers dispatchers;
  private final Supplier<Pools> fresh;
  private final Rest rest = new Rest();
  private Pools pools;
  private boolean shareIsDue;

  private Dispatcher(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Clock clock,
      Supplier<Pools> fresh) {
    super(context);
    this.timers = timers;
    this.clock = clock;
    this.fresh = fresh;
    pools = fresh.get();
    runs = Runs.of(context.getSystem());
    dispatchers = Dispatchers.of(context.getSystem());
    var receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(ToDispatcher.KEY, self()));
    // The receptionist watches whoever registers and whoever subscribes, and each but once.
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    receptionist.tell(Receptionist.subscribe(ToDispatcher.KEY, listings));
  }

  /** A dispatcher of pools by name, whose leases last for {@code lease}. */
  public static Behavior<ToDispatcher> create(Clock clock, Duration lease) {
    return create(clock, () -> Pools.byName(lease.toMillis(), firstLease(clock)));
  }

  /** The same of a node by itself, where every pool is the node's own workers. */
  public static Behavior<ToDispatcher> ofOneNode(Clock clock, Duration lease) {
    return create(clock, () -> Pools.allAlike(lease.toMillis(), firstLease(clock)));
  }

  private static Behavior<ToDispatcher> create(Clock clock, Supplier<Pools> fresh) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> {
              timers.startTimerWithFixedDelay(Review.class, new Review(), REVIEW);
              return new Dispatcher(context, timers, clock, fresh);
            }))
        .narrow();
  }

  /** Above those of every life before: none gives a million leases a second. */
  private static long firstLease(Clock clock) {
    return clock.now().wallMillis() << 10;
  }

  private ActorRef<ToDispatcher> self() {
    return getContext().getSelf().narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToDispatcher.Wants.class, this::hear)
        .onMessage(ToDispatcher.Has.class, this::hear)
        .onMessage(Share.class, _ -> share())
        .onMessage(Review.class, _ -> review())
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> hear(ToDispatcher.Wants wants) {
    return pools.hear(wants.demand(), clock.now()) ? shareSoon() : this;
  }

  private Behavior<Object> hear(ToDispatcher.Has has) {
    for (var over : pools.hear(has.status(), clock.now())) {
      for (var run : pools.runs()) {
        runs.coordinator(run).tell(ToRun.WorkerLost.replaced(over));
      }
    }
    return shareSoon();
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    dispatchers.learn(listing);
    return this;
  }

  /** Who is talked to no more knows nothing any more, rather than what is no longer true. */
  private Behavior<Object> review() {
    if (dispatchers.isReplaced(self())) {
      pools = fresh.get();
    }
    return shareSoon();
  }

  private Behavior<Object> shareSoon() {
    if (!shareIsDue) {
      shareIsDue = true;
      var left = rest.leftMillis(clock.now());
      if (left > 0) {
        timers.startSingleTimer(new Share(), Duration.ofMillis(left));
      } else {
        getContext().getSelf().tell(new Share());
      }
    }
    return this;
  }

  private Behavior<Object> share() {
    shareIsDue = false;
    var began = clock.now();
    for (var grant : pools.grants(began)) {
      runs.coordinator(grant.run()).tell(new ToRun.Granted(grant));
    }
    rest.after(began, clock.now());
    return this;
  }
}
