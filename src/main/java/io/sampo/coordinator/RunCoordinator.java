package io.sampo.coordinator;

import io.sampo.coordinator.RunEntity.News;
import io.sampo.model.Now;
import io.sampo.protocol.Progress;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.Decision;
import io.sampo.run.Decision.Refused;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.state.LiveRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Owns one run: journals what {@link Coordination} decides, and tells workers, dispatcher and
 * callers once it is on disk. Holds no rule of its own; a question about what a run may do is
 * answered in {@code run}, not here.
 *
 * <p>A failed write restarts it, and it replays: what it decided and could not write never
 * happened. The first thing it does with a run it finds in the journal is to take it over.
 */
public final class RunCoordinator
    extends EventSourcedBehavior<RunCoordinator.Command, RunEvent, Held> {

  /** How long the coordinator of a run that is over stays, to answer late reports. */
  private static final Duration RETIREMENT = Duration.ofSeconds(10);

  /** The scheduler waits for no longer than 248 days; looking once too often costs nothing. */
  private static final long LOOK_MAX_MILLIS = Duration.ofHours(1).toMillis();

  /** Everything a coordinator understands. */
  sealed interface Command {

    /** What came in since the last batch. */
    record Batch(List<ToRun> messages) implements Command {}

    /** The journal has been read, and the run in it goes on here. */
    record TakeOver() implements Command {}

    /** It is time for whatever waits for a time. */
    record Wake() implements Command {}

    /** The run has been over for long enough. */
    record Retire() implements Command {}
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ActorRef<News> entity;
  private final CoordinatorTools node;

  private RunCoordinator(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PersistenceId id,
      ActorRef<News> entity,
      CoordinatorTools node) {
    super(id, Restarts.strategy());
    this.context = context;
    this.timers = timers;
    this.entity = entity;
    this.node = node;
  }

  static Behavior<Command> create(PersistenceId id, ActorRef<News> entity, CoordinatorTools node) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new RunCoordinator(context, timers, id, entity, node)));
  }

  @Override
  public Held emptyState() {
    return new Held.Nothing(() -> new Coordination(node.name(), node.plans(), node.rules()));
  }

  @Override
  public EventHandler<Held, RunEvent> eventHandler() {
    return Held::after;
  }

  @Override
  public String snapshotPluginId() {
    return Snapshots.PLUGIN;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return Snapshots.every(node.snapshotEvery());
  }

  @Override
  public SnapshotAdapter<Held> snapshotAdapter() {
    return new Snapshots(kept -> new Coordination(node.name(), node.plans(), node.rules(), kept));
  }

  @Override
  public SignalHandler<Held> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .onSignal(
            JournalPersistFailed.class, (_, failed) -> node.unwritten().accept(failed.failure()))
        .build();
  }

  @Override
  public CommandHandler<Command, RunEvent, Held> commandHandler() {
    return (held, command) ->
        switch (held) {
          case Held.Nothing(var fresh) -> on(fresh.get(), command);
          case Held.Run(var coordination) -> on(coordination, command);
          case Held.Quarantined quarantined -> decline(quarantined, command);
        };
  }

  private void onRecovered(Held held) {
    if (held instanceof Held.Run(var coordination) && coordination.isOpen()) {
      context.getSelf().tell(new Command.TakeOver());
    } else if (held instanceof Held.Run(var coordination) && !coordination.isIdle()) {
      entity.tell(new News.Ready());
      context.getSelf().tell(new Command.Wake());
    } else {
      entity.tell(new News.Ready());
      retireLater();
      quarantine(held);
    }
  }

  /** A run that was repaired meanwhile stays. */
  private Effect<RunEvent, Held> retire(Coordination coordination) {
    return !coordination.isIdle()
        ? Effect().none()
        : Effect().none().thenRun(() -> entity.tell(new News.Idle()));
  }

  /**
   * However many letters come meanwhile: if somebody else has repaired the run, only the next life
   * sees that in the journal.
   */
  private void retireLater() {
    if (!timers.isTimerActive(Command.Retire.class)) {
      timers.startSingleTimer(Command.Retire.class, new Command.Retire(), RETIREMENT);
    }
  }

  private Effect<RunEvent, Held> on(Coordination coordination, Command command) {
    return switch (command) {
      case Command.Batch(var messages) -> handle(coordination, messages);
      case Command.TakeOver _ -> {
        var events = decide(coordination, List.of(new RunCommand.TakeOver()));
        yield write(coordination, events, List.of(), true);
      }
      case Command.Wake _ -> write(coordination, decide(coordination, List.of()), List.of(), false);
      case Command.Retire _ -> retire(coordination);
    };
  }

  /** Wishes are decided one by one, since each is answered; news all together. */
  private Effect<RunEvent, Held> handle(Coordination coordination, List<ToRun> messages) {
    var events = new ArrayList<RunEvent>();
    var news = new ArrayList<RunCommand>();
    var after = new ArrayList<Runnable>();
    for (var message : messages) {
      switch (message) {
        case ToRun.Ask(var wish, var replyTo) ->
            after.add(wish(coordination, wish, replyTo, events));
        case ToRun.Ordered(var order) -> news.addAll(coordination.commands(order));
        case ToRun.ChildOver(var report) ->
            news.add(
                new RunCommand.HearChild(
                    report.task(),
                    report.child(),
                    report.result(),
                    report.message(),
                    node.chance().nextLong()));
        case ToRun.Hold(var replyTo) -> {
          coordination.hold();
          after.add(() -> replyTo.tell(new Answer.Accepted()));
        }
        case ToRun.Report(var report) ->
            news.add(new RunCommand.Hear(report, node.chance().nextLong()));
        case ToRun.WorkerLost(var worker, var reason) ->
            news.add(new RunCommand.LoseWorker(worker, reason, node.chance().nextLong()));
        case ToRun.OfCluster(var said) -> news.add(new RunCommand.HearCluster(said));
        case ToRun.Granted(var grant) -> coordination.take(grant);
        case ToRun.AskValues ask -> after.add(() -> ask.replyTo().tell(values(coordination, ask)));
        case ToRun.Watch _ -> {}
      }
    }
    events.addAll(decide(coordination, news));
    return write(coordination, events, after, true);
  }

  private Runnable wish(
      Coordination coordination,
      RunCommand command,
      ActorRef<Answer> replyTo,
      List<RunEvent> events) {
    var decision = coordination.handle(List.of(command), node.clock().now());
    report(decision);
    events.addAll(decision.events());
    var answer =
        decision.refusals().stream()
            .findFirst()
            .<Answer>map(RunCoordinator::declined)
            .orElseGet(Answer.Accepted::new);
    return () -> replyTo.tell(answer);
  }

  private static Answer declined(Refused refused) {
    return new Answer.Declined(
        refused.reason().errorCode(), refused.reason() + ": " + refused.what());
  }

  /** What follows from {@code commands}; runs of other jobs that are wanted get their ids. */
  private List<RunEvent> decide(Coordination coordination, List<RunCommand> commands) {
    var now = node.clock().now();
    var decision = coordination.handle(commands, now);
    report(decision);
    var events = new ArrayList<>(decision.events());
    for (var wanted : coordination.wanted(now)) {
      var begin = new RunCommand.BeginChild(wanted.task(), node.ids().take(wanted.ids()));
      events.addAll(coordination.handle(List.of(begin), now).events());
    }
    return events;
  }

  /**
   * Writes {@code events}, and does {@code after}.
   *
   * @param ready whether another batch may come then
   */
  private Effect<RunEvent, Held> write(
      Coordination decided, List<RunEvent> events, List<Runnable> after, boolean ready) {
    if (events.isEmpty()) {
      return Effect()
          .none()
          .thenRun(held -> {
            if (ready) {
              entity.tell(new News.Ready());
            }
            tell(held, decided, after);
          });
    }
    return Effect()
        .persist(events)
        .thenRun(held -> {
          var first = lastSequenceNumber(context) - events.size() + 1;
          entity.tell(new News.Written(first, events, ready));
          tell(held, decided, after);
        });
  }

  /** Everything decided is on disk: says what there is to say. */
  private void tell(Held held, Coordination decided, List<Runnable> after) {
    var current = held instanceof Held.Run(var coordination) ? coordination : decided;
    var now = node.clock().now();
    if (current.state() instanceof LiveRun run) {
      var submission = run.submission().withoutContent().with(run.parameters());
      for (var orders : current.due(now)) {
        node.post().tell(new Outgoing.Order(orders, run.jobName(), submission));
      }
      for (var demand : current.demands(now)) {
        node.post().tell(new Outgoing.Want(demand));
        node.post().tell(new Outgoing.Hold(run.run(), run.holders()));
      }
    }
    tellFamily(current, now);
    after.forEach(Runnable::run);
    var next = current.nextMillis(now);
    if (next != Long.MAX_VALUE) {
      var wait = Duration.ofMillis(Math.clamp(next - now.elapsedMillis(), 1, LOOK_MAX_MILLIS));
      timers.startSingleTimer(Command.Wake.class, new Command.Wake(), wait);
    } else if (!current.isOpen()) {
      retireLater();
    }
    if (held instanceof Held.Nothing) {
      // It may have read the journal too early: the next one reads it again.
      entity.tell(new News.Idle());
    }
    quarantine(held);
  }

  private void tellFamily(Coordination current, Now now) {
    for (var order : current.childOrders(now)) {
      node.post().tell(new Outgoing.Kin(order.child(), new ToRun.Ordered(order)));
    }
    for (var report : current.childReports()) {
      node.post().tell(new Outgoing.Kin(report.parent(), new ToRun.ChildOver(report)));
    }
    current.clusterOrders(now).forEach(order -> node.post().tell(new Outgoing.Launch(order)));
    current.nodeClaims().forEach(claim -> node.post().tell(new Outgoing.Answer(claim)));
  }

  private Effect<RunEvent, Held> decline(Held.Quarantined quarantined, Command command) {
    var declined =
        new Answer.Declined("DATA_LOSS", "the run is quarantined: " + quarantined.reason());
    if (command instanceof Command.Batch(var messages)) {
      for (var message : messages) {
        switch (message) {
          case ToRun.Ask ask -> ask.replyTo().tell(declined);
          case ToRun.Hold hold -> hold.replyTo().tell(declined);
          case ToRun.AskValues ask -> ask.replyTo().tell(new ToRun.Values(Map.of(), false));
          case ToRun.Report _,
              ToRun.WorkerLost _,
              ToRun.Granted _,
              ToRun.Watch _,
              ToRun.Ordered _,
              ToRun.ChildOver _,
              ToRun.OfCluster _ -> {}
        }
      }
      entity.tell(new News.Ready());
    }
    return Effect().none();
  }

  private void quarantine(Held held) {
    if (held instanceof Held.Quarantined(var at, var reason)) {
      context.getLog().error("run is quarantined: {} at {}", reason, at);
      var why = new Progress.Quarantined(lastSequenceNumber(context), reason);
      entity.tell(new News.Quarantined(why));
    }
  }

  private void report(Decision decision) {
    for (var refused : decision.refusals()) {
      context.getLog().info("refused, {}: {}", refused.reason(), refused.what());
    }
  }

  private static ToRun.Values values(Coordination coordination, ToRun.AskValues ask) {
    return ToRun.Values.page(
        coordination.state() instanceof LiveRun run ? run.valuesAbove(ask.task()) : Map.of(),
        ask.after());
  }
}
