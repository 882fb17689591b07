package io.sampo.cluster.node;

import io.sampo.cluster.node.roll.Roll;
import io.sampo.membership.Entry;
import io.sampo.membership.Founding;
import io.sampo.membership.Licence;
import io.sampo.membership.Patience;
import io.sampo.membership.Survival;
import io.sampo.membership.Verdict;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToCouncil;
import io.sampo.protocol.ToLessor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * One on each coordinator node: brings the node into a cluster, or founds one; then does what
 * {@link Survival} says about nodes that are missed, and tells the lease office who there is.
 */
final class Council extends AbstractBehavior<Object> {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long SIGN_MILLIS = 300;

  /** For how long an attempt to join is left alone. */
  private static final long JOIN_MILLIS = 3_000;

  /** Time has passed. */
  private record Look() {}

  /** The roll was signed at {@code sentMillis}. */
  private record Signed(long sentMillis, List<Entry> roll) {}

  /** The roll did not answer. */
  private record Unsigned(String reason) {}

  /** Whether {@code nodes} are excluded. */
  private record Excluded(Set<String> nodes, boolean granted) {}

  /** Whether this node may found a cluster. */
  private record MayFound(boolean granted) {}

  /** What it works with. */
  record Tools(
      Clock clock,
      Patience patience,
      Roll roll,
      Executor blocking,
      Neighbours neighbours,
      Joining joining,
      ActorRef<ToLessor> lessor,
      Tally tally,
      Consumer<String> end) {}

  private final Tools tools;
  private final Licence licence;
  private final Survival survival;
  private Set<ActorRef<ToCouncil>> councils = Set.of();
  private boolean isSigning;
  private boolean isUnsigned;
  private boolean isFounder;
  private long nextSignMillis;
  private long nextJoinMillis;

  private Council(ActorContext<Object> context, Tools tools) {
    super(context);
    this.tools = tools;
    licence = new Licence(tools.patience());
    survival = new Survival(tools.neighbours().self(), tools.patience(), licence);
    var receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(ToCouncil.KEY, context.getSelf().narrow()));
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    receptionist.tell(Receptionist.subscribe(ToCouncil.KEY, listings));
  }

  static Behavior<ToCouncil> create(Tools tools) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(timers -> {
              timers.startTimerWithFixedDelay(Look.class, new Look(), LOOK);
              return new Council(context, tools);
            }))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(Signed.class, this::signed)
        .onMessage(Unsigned.class, this::unsigned)
        .onMessage(Excluded.class, this::excluded)
        .onMessage(MayFound.class, this::mayFound)
        .onMessage(ToCouncil.class, this::hear)
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> look() {
    var now = now();
    sign(now);
    var peers = tools.neighbours().peers();
    if (tools.neighbours().isMember()) {
      survival.look(peers, now).forEach(this::carryOut);
    }
    var others = survival.others(peers);
    var coordinators = new HashSet<>(tools.neighbours().coordinators());
    coordinators.addAll(others); // The roll knows of those who are about to be heard of.
    if (licence.needsPromises(now)) {
      ActorRef<ToCouncil> self = getContext().getSelf().narrow();
      councils.forEach(
          council -> council.tell(new ToCouncil.AskPromise(tools.neighbours().self(), now, self)));
    }
    tools
        .lessor()
        .tell(
            new ToLessor.Standing(
                tools.neighbours().self(), coordinators, licence.validUntil(others, now)));
    return this;
  }

  private void sign(long now) {
    if (isSigning || nextSignMillis > now) {
      return;
    }
    isSigning = true;
    nextSignMillis = now + SIGN_MILLIS;
    var isMember = isFounder || tools.neighbours().isMember();
    ask(
        () -> new Signed(now, tools.roll().sign(isMember)),
        failure -> new Unsigned(String.valueOf(failure.getMessage())));
  }

  private Behavior<Object> signed(Signed signed) {
    isSigning = false;
    if (isUnsigned) {
      getContext().getLog().info("the roll of coordinators answers again");
      isUnsigned = false;
    }
    survival.read(signed.roll());
    tools.tally().excluded(signed.roll().stream().filter(Entry::isExcluded).count());
    var self = tools.neighbours().self();
    if (signed.roll().stream().anyMatch(one -> one.node().equals(self) && !one.isExcluded())) {
      licence.signed(signed.sentMillis());
      join(signed.roll());
    } else {
      tools.end().accept("the roll excludes this node: others have gone on without it");
    }
    return this;
  }

  private Behavior<Object> unsigned(Unsigned unsigned) {
    isSigning = false;
    if (!isUnsigned) {
      getContext().getLog().warn("the roll of coordinators does not answer: {}", unsigned.reason());
      isUnsigned = true;
    }
    return this;
  }

  private void join(List<Entry> roll) {
    if (tools.neighbours().isMember() || nextJoinMillis > now()) {
      return;
    }
    nextJoinMillis = now() + JOIN_MILLIS;
    if (isFounder) {
      tools.joining().found();
      return;
    }
    switch (Founding.next(tools.neighbours().self(), roll)) {
      case Founding.Join(var addresses) -> tools.joining().join(addresses);
      case Founding.Found _ ->
          ask(() -> new MayFound(tools.roll().found()), _ -> new MayFound(false));
    }
  }

  private Behavior<Object> mayFound(MayFound answer) {
    if (answer.granted()) {
      isFounder = true;
      tools.joining().found();
    } else {
      nextJoinMillis = now() + SIGN_MILLIS;
    }
    return this;
  }

  private Behavior<Object> excluded(Excluded answer) {
    survival.answered(answer.nodes(), answer.granted()).forEach(this::carryOut);
    return this;
  }

  private void carryOut(Verdict verdict) {
    switch (verdict) {
      case Verdict.Exclude(var nodes) -> {
        getContext().getLog().warn("going on without coordinators {}, if the roll agrees", nodes);
        ask(
            () -> new Excluded(nodes, tools.roll().exclude(nodes)),
            _ -> new Excluded(nodes, false));
      }
      case Verdict.Down(var nodes) -> {
        getContext().getLog().warn("going on without {}", nodes);
        tools.neighbours().down(nodes);
      }
      case Verdict.End(var reason) -> tools.end().accept(reason);
    }
  }

  private Behavior<Object> hear(ToCouncil message) {
    switch (message) {
      case ToCouncil.AskPromise(var node, var sentMillis, var replyTo) -> {
        if (survival.promise(node, now())) {
          replyTo.tell(new ToCouncil.Promised(tools.neighbours().self(), sentMillis));
        }
      }
      case ToCouncil.Promised(var node, var sentMillis) -> licence.promised(node, sentMillis);
    }
    return this;
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    councils = listing.getServiceInstances(ToCouncil.KEY);
    return this;
  }

  /** Asks the roll on another thread; the answer comes back as a message. */
  private <T> void ask(Supplier<T> question, Function<Throwable, Object> no) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(question, tools.blocking()),
            (answer, failure) -> failure == null ? answer : no.apply(failure));
  }

  private long now() {
    return tools.clock().now().elapsedMillis();
  }
}
