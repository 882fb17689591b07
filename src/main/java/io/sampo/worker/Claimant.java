package io.sampo.worker;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToJobNode;
import io.sampo.slots.Claim;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Asks, on a node of a job cluster, whether the node's run still wants it, and has the node end
 * when its {@link Claim} is over.
 */
public final class Claimant extends AbstractBehavior<Object> {

  /** It is time to ask, or to end. */
  private record Look() {}

  /**
   * Which node asks.
   *
   * @param number of the node in its cluster
   * @param worker on the node, in its present life
   */
  public record Member(RunId run, ClusterName cluster, int number, Supplier<WorkerId> worker) {}

  private final Member member;
  private final Clock clock;
  private final Runnable end;
  private final TimerScheduler<Object> timers;
  private final Consumer<ClusterNews> run;
  private final Claim claim;

  private Claimant(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Member member,
      Clock clock,
      Consumer<ClusterNews> run,
      Runnable end) {
    super(context);
    this.member = member;
    this.clock = clock;
    this.end = end;
    this.timers = timers;
    this.run = run;
    claim = new Claim(Claim.PATIENCE_MILLIS, clock.now().elapsedMillis());
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.register(ToJobNode.KEY, context.getSelf().narrow()));
    look();
  }

  /**
   * The actor of a node; to be spawned under {@link ToJobNode#actorName}.
   *
   * @param run where questions to the run's coordinator go
   * @param end lets the node end; called once, and not to block
   */
  public static Behavior<ToJobNode> create(
      Member member, Clock clock, Consumer<ClusterNews> run, Runnable end) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> new Claimant(context, timers, member, clock, run, end)))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(ToJobNode.Claimed.class, this::hear)
        .build();
  }

  private Behavior<Object> hear(ToJobNode.Claimed claimed) {
    if (claimed.claim().worker().equals(member.worker().get())) {
      claim.hear(claimed.claim());
    }
    return look();
  }

  private Behavior<Object> look() {
    var now = clock.now().elapsedMillis();
    if (claim.isOver(now)) {
      getContext().getLog().info("run {} does not want this node any more", member.run());
      end.run();
      return Behaviors.stopped();
    }
    if (claim.asks(now)) {
      var present = new What.Present(member.number(), member.worker().get(), now);
      run.accept(new ClusterNews(member.run(), member.cluster(), present));
    }
    var wait = Duration.ofMillis(Math.max(1, claim.nextMillis() - now));
    timers.startSingleTimer(Look.class, new Look(), wait);
    return this;
  }
}
