package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.Executor.Execution;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.event.Level;

/**
 * One task on a worker, attempt after attempt. A failed attempt fails this actor, once the failure
 * is in the run's journal; its supervisor, made from what is left of the task's retries, restarts
 * it or lets it end. Restarted, it does nothing until it is told to begin the next attempt.
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

    /** Carry this out: the fact is journaled, and a slot is taken. */
    record Begin(AttemptSpec spec) implements Command {}

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

  /** What an attempt tells its worker. */
  record Over(RunId run, long fence, Outcome outcome) {}

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
   * The supervised actor of a task.
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
        .onMessage(Command.Begin.class, begin -> begin(begin.spec()))
        .onMessage(Command.Forgotten.class, _ -> Behaviors.stopped())
        .onMessage(Command.Rest.class, _ -> Behaviors.stopped())
        .build();
  }

  private Behavior<Command> begin(AttemptSpec spec) {
    context.cancelReceiveTimeout();
    var self = context.getSelf();
    var execution = executor.launch(spec, outcome -> self.tell(new Command.Ended(outcome)));
    return running(spec, execution);
  }

  private Behavior<Command> running(AttemptSpec spec, Execution execution) {
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
              worker.tell(new Over(spec.run(), spec.fence(), ended.outcome()));
              return over(ended.outcome());
            })
        .build();
  }

  private Behavior<Command> over(Outcome outcome) {
    return Behaviors.receive(Command.class)
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
