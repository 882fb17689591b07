package io.sampo.dispatcher;

import io.sampo.placement.Pool;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToRun;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Hears what runs want and workers have, and grants what {@link Pool} shares out. May be killed at
 * any time: the next one is told everything again within a lease.
 */
public final class Dispatcher extends AbstractBehavior<Object> {

  private static final Duration REVIEW = Duration.ofMillis(250);

  /** To be shared out: once for everything that arrived before it. */
  private record Share() {}

  /** Time has passed: leases may have run out. */
  private record Review() {}

  private final Clock clock;
  private final Runs runs;
  private final Pool pool;
  private boolean shareIsDue;

  private Dispatcher(ActorContext<Object> context, Clock clock, Duration lease) {
    super(context);
    this.clock = clock;
    runs = Runs.of(context.getSystem());
    pool = new Pool(lease.toMillis(), clock.now().wallMillis() << 10);
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.register(ToDispatcher.KEY, context.getSelf().narrow()));
  }

  /** A dispatcher whose leases last for {@code lease}. */
  public static Behavior<ToDispatcher> create(Clock clock, Duration lease) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> {
              timers.startTimerWithFixedDelay(Review.class, new Review(), REVIEW);
              return new Dispatcher(context, clock, lease);
            }))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToDispatcher.Wants.class, this::hear)
        .onMessage(ToDispatcher.Has.class, this::hear)
        .onMessage(Share.class, _ -> share())
        .onMessage(Review.class, _ -> share())
        .build();
  }

  private Behavior<Object> hear(ToDispatcher.Wants wants) {
    pool.hear(wants.demand(), clock.now());
    return shareSoon();
  }

  private Behavior<Object> hear(ToDispatcher.Has has) {
    for (var over : pool.hear(has.status(), clock.now())) {
      for (var run : pool.runs()) {
        runs.coordinator(run).tell(ToRun.WorkerLost.replaced(over));
      }
    }
    return shareSoon();
  }

  private Behavior<Object> shareSoon() {
    if (!shareIsDue) {
      shareIsDue = true;
      getContext().getSelf().tell(new Share());
    }
    return this;
  }

  private Behavior<Object> share() {
    shareIsDue = false;
    for (var grant : pool.grants(clock.now())) {
      runs.coordinator(grant.run()).tell(new ToRun.Granted(grant));
    }
    return this;
  }
}
