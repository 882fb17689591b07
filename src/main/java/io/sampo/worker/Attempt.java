package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.Executor.Execution;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One task on a worker, attempt after attempt, and after a success the next task. A failed attempt
 * fails this actor, once the failure is in the run's journal; its supervisor, made from what is
 * left of the task's retries, restarts it or lets it end. Restarted, it does nothing until it is
 * told to begin the next attempt.
 */
public final class Attempt {

  /** How long a restarted actor waits beyond its back-off to be told to begin, before it ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The longest back-off that is sat out here; a longer one is kept by the coordinator alone. */
  static final Duration BACK_OFF_MAX = Duration.ofSeconds(30);

  /** Far longer than any run: the budget of restarts never refills. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  /** Everything an attempt understands. */
  sealed interface Command {

    /** Carry out this attempt of this task: the fact is journaled, and a slot is taken. */
    record Begin(RunId run, int task, long fence, Preparation preparation) implements Command {}

    /** What the attempt needs is here, or {@code failure} says why not. */
    record Ready(long fence, @Nullable Prepared prepared, @Nullable Throwable failure)
        implements Command {}

    /** End, within {@code graceMillis}. */
    record Stop(long graceMillis) implements Command {}

    /** The attempt is over, and nothing of it runs any more. */
    record Ended(Outcome outcome) implements Command {}

    /** The end is in the run's journal, and another attempt follows. */
    record Retry() implements Command {}

    /** The end is in the run's journal, and this actor is needed no more. */
    record Rest() implements Command {}

    /** Nobody has said anything for long enough. */
    record Forgotten() implements Command {}
  }

  /** Makes ready what an attempt needs. */
  @FunctionalInterface
  interface Preparation {

    /** What it needs if nothing has to be waited for; null otherwise. */
    default @Nullable Prepared atHand() {
      return null;
    }

    /** May take its time, on a thread of its own. */
    Prepared prepare() throws IOException, InterruptedException;
  }

  /** Everything an attempt needs, and its claim on what must stay here until it is over. */
  record Prepared(AttemptSpec spec, Supplies.Held held) {}

  /** What an attempt tells its worker. */
  record Over(RunId run, int task, long fence, Outcome outcome) {}

  /** A failure that the policy may forgive. */
  private static final class RetryableFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetryableFailure(Outcome outcome) {
      super(outcome.message(), null, false, false);
    }
  }

  /** A failure that nothing follows. */
  private static final class FinalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FinalFailure(Outcome outcome) {
      super(outcome.message(), null, false, false);
    }
  }

  private final ActorContext<Command> context;
  private final Executor executor;
  private final ActorRef<Over> worker;

  private Attempt(ActorContext<Command> context, Executor executor, ActorRef<Over> worker) {
    this.context = context;
    this.executor = executor;
    this.worker = worker;
  }

  /**
   * The supervised actor of a task, or of several that succeed one after the other.
   *
   * @param retriesLeft failures that are still forgiven; -1 for any number
   */
  static Behavior<Command> create(Executor executor, ActorRef<Over> worker, int retriesLeft) {
    var waiting =
        Behaviors.<Command>setup(context -> new Attempt(context, executor, worker).waiting());
    return Behaviors.supervise(
            Behaviors.supervise(waiting)
                .onFailure(FinalFailure.class, SupervisorStrategy.stop().withLogLevel(Level.DEBUG)))
        .onFailure(RetryableFailure.class, strategy(retriesLeft));
  }

  private static SupervisorStrategy strategy(int retriesLeft) {
    if (retriesLeft == 0) {
      return SupervisorStrategy.stop().withLogLevel(Level.DEBUG);
    }
    var restart = SupervisorStrategy.restart().withLogLevel(Level.DEBUG);
    return retriesLeft == RetryPolicy.FOREVER ? restart : restart.withLimit(retriesLeft, FOR_EVER);
  }

  private Behavior<Command> waiting() {
    context.setReceiveTimeout(BACK_OFF_MAX.plus(PATIENCE), new Command.Forgotten());
    return Behaviors.receive(Command.class)
        .onMessage(Command.Begin.class, this::prepare)
        .onMessage(Command.Ready.class, _ -> Behaviors.same())
        .onMessage(Command.Forgotten.class, _ -> Behaviors.stopped())
        .onMessage(Command.Rest.class, _ -> Behaviors.stopped())
        .build();
  }

  private Behavior<Command> prepare(Command.Begin begin) {
    context.cancelReceiveTimeout();
    Prepared atHand;
    try {
      atHand = begin.preparation().atHand();
    } catch (RuntimeException e) {
      return end(begin, notBegun(e));
    }
    return atHand == null ? fetch(begin) : launch(begin, atHand);
  }

  private Behavior<Command> fetch(Command.Begin begin) {
    var ready = new CompletableFuture<Prepared>();
    context.pipeToSelf(
        ready, (prepared, failure) -> new Command.Ready(begin.fence(), prepared, failure));
    var thread =
        Thread.ofVirtual()
            .name("prepare-" + begin.run())
            .start(() -> carryOut(begin.preparation(), ready));
    return preparing(begin, ready, thread);
  }

  /** What is ready when nobody waits for it any more is let go at once. */
  private static void carryOut(Preparation preparation, CompletableFuture<Prepared> ready) {
    try {
      var prepared = preparation.prepare();
      if (!ready.complete(prepared)) {
        prepared.held().close();
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      ready.completeExceptionally(e);
    }
  }

  private Behavior<Command> preparing(
      Command.Begin begin, CompletableFuture<Prepared> ready, Thread thread) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Command.Stop.class,
            _ -> {
              abandon(ready, thread);
              return end(begin, new Outcome.Canceled());
            })
        .onMessage(
            Command.Ready.class,
            done -> done.fence() == begin.fence() ? begin(begin, done) : Behaviors.same())
        .onSignal(
            PostStop.class,
            _ -> {
              abandon(ready, thread);
              return Behaviors.same();
            })
        .build();
  }

  private static void abandon(CompletableFuture<Prepared> ready, Thread thread) {
    thread.interrupt();
    if (!ready.cancel(false) && ready.state() == Future.State.SUCCESS) {
      ready.resultNow().held().close();
    }
  }

  private Behavior<Command> begin(Command.Begin begin, Command.Ready ready) {
    var prepared = ready.prepared();
    return prepared == null ? end(begin, notBegun(ready.failure())) : launch(begin, prepared);
  }

  private Behavior<Command> launch(Command.Begin begin, Prepared prepared) {
    var self = context.getSelf();
    var execution =
        executor.launch(prepared.spec(), outcome -> self.tell(new Command.Ended(outcome)));
    return running(begin, prepared, execution);
  }

  private static Outcome notBegun(@Nullable Throwable failure) {
    var reason =
        failure == null
            ? "nothing is known"
            : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return new Outcome.Failed(false, "not begun: " + reason, null, null);
  }

  private Behavior<Command> running(Command.Begin begin, Prepared prepared, Execution execution) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Command.Stop.class,
            stop -> {
              execution.stop(stop.graceMillis());
              return Behaviors.same();
            })
        .onMessage(
            Command.Ended.class,
            ended -> {
              prepared.held().close();
              return end(begin, ended.outcome());
            })
        .onSignal(
            PostStop.class,
            _ -> {
              // The actor system ends: nobody will hear of this attempt any more.
              execution.stop(0);
              prepared.held().close();
              return Behaviors.same();
            })
        .build();
  }

  private Behavior<Command> end(Command.Begin begin, Outcome outcome) {
    worker.tell(new Over(begin.run(), begin.task(), begin.fence(), outcome));
    return over(outcome);
  }

  private Behavior<Command> over(Outcome outcome) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Command.Begin.class,
            outcome instanceof Outcome.Succeeded ? this::prepare : _ -> Behaviors.unhandled())
        .onMessage(Command.Ready.class, _ -> Behaviors.same())
        .onMessage(
            Command.Retry.class,
            _ -> {
              if (outcome instanceof Outcome.Canceled) {
                return waiting();
              }
              throw new RetryableFailure(outcome);
            })
        .onMessage(
            Command.Rest.class,
            _ -> {
              if (outcome instanceof Outcome.Succeeded) {
                return Behaviors.stopped();
              }
              throw new FinalFailure(outcome);
            })
        .build();
  }
}
