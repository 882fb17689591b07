package io.sampo.worker;

import static java.util.stream.Collectors.toSet;

import io.sampo.model.WorkerId;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToLessor.Renewal;
import io.sampo.protocol.ToWorker;
import io.sampo.slots.Adoption;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * A worker's lives, one after the other. Each begins with the first lease that a coordinator node
 * grants to it, goes on while leases are renewed, and is over when one has run out, or a node
 * counts it as lost, and nothing of it runs any more; then the next is applied for.
 *
 * <p>A life must begin soon or never: a node that heard of it and then missed it may have given it
 * up, which nodes that join later know nothing of. So its number is good for one lease only, which
 * is less than anybody takes to give up a worker.
 */
public final class Tenancy extends AbstractBehavior<Object> {

  /** Time to ask again. */
  private record Ask() {}

  /** Whether nobody listened where the leases came from. */
  private record Knocked(long sentMillis, boolean isRefused) {}

  /** The present life is over. */
  private record Over() {}

  /**
   * What the actor is given to do its part.
   *
   * @param incarnations numbers its lives, each above all before
   * @param lives the settings of the life of that number
   * @param renew how often it asks for the next lease
   * @param solitude how long after its lease it is alone before {@code onSolitude} is called
   */
  public record Tools(
      LongSupplier incarnations,
      LongFunction<WorkerSettings> lives,
      Worker.Tools worker,
      Duration renew,
      Duration solitude,
      Runnable onSolitude) {}

  private final Tools tools;
  private Set<ActorRef<ToLessor>> offices = Set.of();
  private WorkerSettings settings;

  /** When the present life was first applied for. */
  private long appliedMillis;

  private @Nullable ActorRef<Object> life;
  private Adoption adoption;
  private Set<Address> lessors = Set.of();

  private Tenancy(ActorContext<Object> context, Tools tools) {
    super(context);
    this.tools = tools;
    adoption = new Adoption(tools.renew().toMillis());
    settings = tools.lives().apply(tools.incarnations().getAsLong());
    appliedMillis = now();
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    context.getSystem().receptionist().tell(Receptionist.subscribe(ToLessor.KEY, listings));
  }

  /** A worker whose lives are numbered by {@link Tools#incarnations}, each above all before. */
  public static Behavior<ToWorker.Drain> create(Tools tools) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> {
              timers.startTimerWithFixedDelay(Ask.class, new Ask(), tools.renew());
              return new Tenancy(context, tools);
            }))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, _ -> ask())
        .onMessage(Renewal.class, this::hear)
        .onMessage(Over.class, _ -> over())
        .onMessage(Knocked.class, this::knocked)
        .onMessage(ToWorker.Drain.class, this::drain)
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private void applyAnew() {
    settings = tools.lives().apply(tools.incarnations().getAsLong());
    appliedMillis = now();
  }

  /** Whether the life has not begun, and must not any more. */
  private boolean isTooLate() {
    return life == null && appliedMillis + settings.lease().toMillis() <= now();
  }

  private WorkerId self() {
    return settings.worker();
  }

  private Behavior<Object> ask() {
    if (isTooLate()) {
      applyAnew();
    }
    var now = now();
    ActorRef<Renewal> replyTo = getContext().getSelf().narrow();
    var renew = new ToLessor.Renew(self(), now, adoption.grantor(), replyTo);
    offices.forEach(office -> office.tell(renew));
    if (life != null && adoption.knocks(now)) {
      knock(now);
    }
    if (adoption.isForsaken(tools.solitude().toMillis(), now)) {
      adoption = new Adoption(tools.renew().toMillis());
      tools.onSolitude().run();
    }
    return this;
  }

  private Behavior<Object> hear(Renewal renewal) {
    switch (renewal) {
      case Renewal.Granted(var worker, var lessor, var sentMillis, var adoptMillis) -> {
        if (worker.equals(self()) && !isTooLate()) {
          adoption.granted(lessor, sentMillis, adoptMillis, now());
          granted(sentMillis);
        }
      }
      case Renewal.Denied(var worker) -> {
        if (worker.equals(self()) && life == null) {
          applyAnew();
        }
      }
      case Renewal.Lost(var worker) -> {
        if (worker.equals(self())) {
          lost();
        }
      }
    }
    return this;
  }

  private void lost() {
    if (life == null) {
      applyAnew();
    } else {
      life.tell(new Worker.Disowned());
      getContext().getLog().warn("{} counts as lost, and ends", self());
    }
  }

  private void granted(long sentMillis) {
    if (life == null) {
      var behavior = Worker.create(settings, tools.worker(), sentMillis);
      life =
          getContext()
              .spawn(
                  behavior, ToWorker.actorName(self().name()), DispatcherSelector.sameAsParent());
      getContext().watchWith(life, new Over());
    } else {
      life.tell(new Worker.Leased(sentMillis));
    }
  }

  private void knock(long sentMillis) {
    getContext()
        .pipeToSelf(
            Knock.areRefused(lessors),
            (refused, failure) -> new Knocked(sentMillis, failure == null && refused));
  }

  private Behavior<Object> knocked(Knocked knocked) {
    if (knocked.isRefused() && life != null && adoption.refused(knocked.sentMillis())) {
      getContext().getLog().info("{} goes on though no coordinator node is there", self());
      life.tell(new Worker.Alone(adoption.untilMillis()));
    }
    return this;
  }

  private Behavior<Object> over() {
    getContext().getLog().warn("{} is over: no coordinator node renewed its lease", self());
    life = null;
    applyAnew();
    return ask();
  }

  private Behavior<Object> drain(ToWorker.Drain drain) {
    if (life == null) {
      drain.replyTo().tell(new ToWorker.Drained());
    } else {
      life.tell(drain);
    }
    return this;
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    offices = listing.getServiceInstances(ToLessor.KEY);
    if (!offices.isEmpty()) {
      lessors =
          offices.stream()
              .map(office -> office.path().address())
              .filter(Address::hasGlobalScope)
              .collect(toSet());
    }
    return ask();
  }

  private long now() {
    return tools.worker().clock().now().elapsedMillis();
  }
}
