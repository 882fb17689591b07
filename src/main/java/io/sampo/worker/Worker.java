package io.sampo.worker;

import io.sampo.execution.Executor;
import io.sampo.message.Assignment;
import io.sampo.message.RunOrders.Settled;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.protocol.Clock;
import io.sampo.protocol.Dispatchers;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.slots.Instruction;
import io.sampo.slots.Instruction.Stop.Why;
import io.sampo.slots.Tenure;
import io.sampo.slots.WorkerBooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * Does what its {@link WorkerBooks} say: begins and stops {@link Attempt}s, and reports. Which
 * orders count, and what is reported when, is answered in {@code slots}, not here.
 */
public final class Worker extends AbstractBehavior<Object> {

  private static final Duration STATUS = Duration.ofMillis(500);

  /** How soon the dispatcher hears that a slot has fallen free: others may wait for it. */
  private static final Duration STATUS_SOON = Duration.ofMillis(20);

  /** The scheduler waits for no longer than 248 days; looking once too often costs nothing. */
  private static final long LOOK_MAX_MILLIS = Duration.ofHours(1).toMillis();

  /** Something in the books waits for this time. */
  private record Tick() {}

  /** Tell the dispatcher how things are. */
  private record TellStatus() {}

  /** The same, when a slot has fallen free. */
  private record TellSoon() {}

  /** Everything that came in before has been done: report what there is to report, together. */
  private record Flush() {}

  /** An attempt's actor ended. */
  private record Gone(ActorRef<Attempt.Command> actor) {}

  /** A coordinator node has renewed the lease that was asked for at that elapsed time. */
  record Leased(long sentMillis) {}

  /** Nobody is there to renew the lease: the worker may go on by itself until then. */
  record Alone(long untilMillis) {}

  /** A coordinator node counts this life as over: the worker does the same, at once. */
  record Disowned() {}

  /** What a worker is given to work with. */
  public record Tools(Executor executor, Supplies supplies, Folders folders, Clock clock) {}

  /** Where the folders of attempts are made. */
  @FunctionalInterface
  public interface Folders {

    /** The folder for the tasks of a run. */
    Path of(RunId run, Submission submission);
  }

  private final WorkerSettings settings;
  private final Tools tools;
  private final TimerScheduler<Object> timers;
  private final Runs runs;
  private final Desk desk;
  private final Tenure tenure;
  private final WorkerBooks books;
  private final Crew crew;
  private final Dispatchers dispatchers;
  private @Nullable ActorRef<ToWorker.Drained> draining;
  private long actorsMade;
  private int toldOccupied;
  private boolean isFlushing;

  /** When the next look at the books is due, in elapsed time. */
  private long tickMillis = Long.MAX_VALUE;

  private Worker(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      WorkerSettings settings,
      Tools tools,
      long leasedMillis) {
    super(context);
    this.settings = settings;
    this.tools = tools;
    this.timers = timers;
    runs = Runs.of(context.getSystem());
    dispatchers = Dispatchers.of(context.getSystem());
    desk = new Desk(tools.folders(), tools.supplies(), runs);
    crew = new Crew(this::hire, settings.slots() + settings.ahead());
    tenure = new Tenure(settings.lease().toMillis(), leasedMillis);
    books =
        new WorkerBooks(
            settings.worker(),
            settings.place(),
            tenure,
            settings.slots(),
            settings.ahead(),
            settings.unsettledMax());
    var receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(ToWorker.KEY, context.getSelf().narrow()));
    var listings = context.messageAdapter(Receptionist.Listing.class, listing -> listing);
    receptionist.tell(Receptionist.subscribe(ToDispatcher.KEY, listings));
    timers.startTimerWithFixedDelay(TellStatus.class, new TellStatus(), STATUS);
    tickLater();
  }

  /** One life of a worker, which nobody has to renew before its lease runs out. */
  public static Behavior<ToWorker> create(WorkerSettings settings, Tools tools) {
    return create(settings, tools, tools.clock().now().elapsedMillis()).narrow();
  }

  /**
   * One life of a worker.
   *
   * @param leasedMillis when its first lease was asked for, in elapsed time
   */
  static Behavior<Object> create(WorkerSettings settings, Tools tools, long leasedMillis) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new Worker(context, timers, settings, tools, leasedMillis)));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToWorker.Orders.class, this::take)
        .onMessage(ToWorker.Drain.class, this::drain)
        .onMessage(Attempt.Over.class, this::over)
        .onMessage(Gone.class, this::gone)
        .onMessage(Tick.class, _ -> tick())
        .onMessage(Flush.class, _ -> flush())
        .onMessage(TellStatus.class, _ -> tellStatus())
        .onMessage(Leased.class, this::leased)
        .onMessage(Alone.class, this::alone)
        .onMessage(Disowned.class, _ -> carryOut(books.bar(Why.LEASE_LOST, tools.clock().now())))
        .onMessage(TellSoon.class, _ -> tellStatus())
        .onMessage(Receptionist.Listing.class, this::learn)
        .build();
  }

  private Behavior<Object> take(ToWorker.Orders orders) {
    desk.note(orders);
    return carryOut(books.take(orders.orders(), tools.clock().now()));
  }

  private Behavior<Object> leased(Leased leased) {
    var now = tools.clock().now();
    return tenure.renewed(leased.sentMillis(), now.elapsedMillis())
        ? carryOut(books.tick(now))
        : this;
  }

  private Behavior<Object> alone(Alone alone) {
    tenure.alone(alone.untilMillis());
    return this;
  }

  private Behavior<Object> drain(ToWorker.Drain drain) {
    draining = drain.replyTo();
    return carryOut(books.bar(Why.CANCELED, tools.clock().now()));
  }

  private Behavior<Object> over(Attempt.Over over) {
    crew.over(over);
    return carryOut(books.ended(over.run(), over.fence(), over.outcome(), tools.clock().now()));
  }

  /** An actor that ends before its attempt does takes the attempt with it. */
  private Behavior<Object> gone(Gone gone) {
    var lost = crew.gone(gone.actor());
    if (lost == null) {
      return this;
    }
    var outcome = new Outcome.Failed(false, "the attempt's actor ended; see node.log", null, null);
    return carryOut(books.ended(lost.run(), lost.fence(), outcome, tools.clock().now()));
  }

  private Behavior<Object> learn(Receptionist.Listing listing) {
    dispatchers.learn(listing);
    return tellStatus();
  }

  private Behavior<Object> tellStatus() {
    var status = books.status();
    toldOccupied = status.occupied();
    dispatchers.current().ifPresent(one -> one.tell(new ToDispatcher.Has(status)));
    return this;
  }

  private Behavior<Object> carryOut(List<Instruction> instructions) {
    for (var instruction : instructions) {
      switch (instruction) {
        case Instruction.Begin(var run, var assignment) ->
            crew.begin(run, assignment, desk.preparation(run, assignment));
        case Instruction.Stop(var run, var assignment, var why) ->
            crew.stop(run, assignment, graceMillis(why));
        case Instruction.Settle(var run, var assignment, var retryMillis) ->
            settle(run, assignment, retryMillis);
        case Instruction.DenyLife(var run, var gone) ->
            runs.coordinator(run).tell(ToRun.WorkerLost.replaced(gone));
      }
    }
    var occupied = books.occupied();
    if (books.isBarred() && occupied == 0) {
      report();
      if (draining == null) {
        return Behaviors.stopped();
      }
      draining.tell(new ToWorker.Drained());
    }
    if (occupied < toldOccupied && !timers.isTimerActive(TellSoon.class)) {
      timers.startSingleTimer(TellSoon.class, new TellSoon(), STATUS_SOON);
    }
    if (!isFlushing && books.isToReport(tools.clock().now())) {
      isFlushing = true;
      getContext().getSelf().tell(new Flush());
    }
    tickLater();
    return this;
  }

  private Behavior<Object> flush() {
    report();
    tickLater();
    return this;
  }

  private void report() {
    isFlushing = false;
    for (var report : books.reports(tools.clock().now())) {
      runs.coordinator(report.run()).tell(new ToRun.Report(report));
    }
  }

  private Behavior<Object> tick() {
    tickMillis = Long.MAX_VALUE;
    return carryOut(books.tick(tools.clock().now()));
  }

  /** Looking too early costs nothing, so the timer is only ever moved to an earlier time. */
  private void tickLater() {
    var next = books.nextMillis();
    var now = tools.clock().now().elapsedMillis();
    var wait = Math.clamp(next - now, 1, LOOK_MAX_MILLIS);
    if (next != Long.MAX_VALUE && now + wait < tickMillis) {
      tickMillis = now + wait;
      timers.startSingleTimer(Tick.class, new Tick(), Duration.ofMillis(wait));
    }
  }

  private ActorRef<Attempt.Command> hire(int retriesLeft) {
    var behavior = Attempt.create(tools.executor(), getContext().getSelf().narrow(), retriesLeft);
    var actor =
        getContext().spawn(behavior, "attempt-" + ++actorsMade, DispatcherSelector.sameAsParent());
    getContext().watchWith(actor, new Gone(actor));
    return actor;
  }

  /** A long wait is kept by the coordinator alone; a short one is sat out by the actor. */
  private void settle(RunId run, Assignment assignment, long retryMillis) {
    if (retryMillis == Settled.NO_RETRY || retryMillis > Attempt.BACK_OFF_MAX.toMillis()) {
      crew.rest(run, assignment);
    } else {
      crew.retry(run, assignment);
    }
  }

  private long graceMillis(Why why) {
    return switch (why) {
      case CANCELED, TIMED_OUT -> settings.grace().toMillis();
      case LEASE_LOST -> 0;
    };
  }
}
