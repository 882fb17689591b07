package io.sampo.cluster.node;

import io.sampo.membership.Interregnum;
import io.sampo.protocol.Clock;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One on each node that does not coordinate: does what {@link Interregnum} says. */
final class Regent {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** Time has passed. */
  enum Look {
    NOW
  }

  private Regent() {}

  static Behavior<Look> create(Clock clock, Neighbours neighbours, long stableMillis) {
    var interregnum = new Interregnum(stableMillis);
    return Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(Look.NOW, LOOK);
      return Behaviors.receive((context, _) -> {
        var given = interregnum.look(neighbours.peers(), clock.now().elapsedMillis());
        if (!given.isEmpty()) {
          context.getLog().warn("no coordinator is left: going on without {}", given);
          neighbours.down(given);
        }
        return Behaviors.same();
      });
    });
  }
}
